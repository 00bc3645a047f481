"""Names that are somebody's: real people without their cameo, characters and worlds, brands."""

from safety.review.rules import RuleCheck


class RegisterCheck(RuleCheck):
    """The registered names, in `data/register/`."""

    folder = "register"
