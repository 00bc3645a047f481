"""Checks with one opinion each, for tests that are about what follows from it."""

from safety.review import Opinion, Request, Verdict


class AllowEverything:
    def review(self, request: Request) -> Opinion:
        return Opinion(Verdict.ALLOW)


class HoldEverything:
    def review(self, request: Request) -> Opinion:
        return Opinion(Verdict.HOLD, "test", "test.hold", (request.text.split()[0],), reason="A person should look.")


class RefuseEverything:
    def review(self, request: Request) -> Opinion:
        return Opinion(Verdict.REFUSE, "test", "test.refuse", (request.text.split()[0],), reason="Not here.")
