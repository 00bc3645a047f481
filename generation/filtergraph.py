"""What ffmpeg is told: lay the moving mark on the frames, and take every output from the marked stream. Pure."""

from dataclasses import dataclass
from pathlib import Path

from safety.marks.moving import GLIDE, Leg, Plan
from safety.marks.perceptual import SIDE

KEYFRAME_EVERY = 48  # frames; the hidden mark sits on exactly these, where a codec spends the most bits
PRINTS = 8  # perceptual hashes of a clip
PREVIEW_SECONDS, PREVIEW_FPS, PREVIEW_LONG_SIDE = 3, 12, 480

# The engine's RGB is sRGB; it became Y'CbCr by the BT.601 matrix, which WebP and the hidden mark go by too.
COLOURS = "range=tv:colorspace=smpte170m:color_primaries=bt709:color_trc=iec61966-2-1"
X264 = ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-preset", "veryfast", "-movflags", "+faststart"]
CLIP = [*X264, "-crf", "20", "-g", str(KEYFRAME_EVERY), "-keyint_min", str(KEYFRAME_EVERY), "-sc_threshold", "0"]
SOUND = ["-c:a", "aac", "-b:a", "160k"]
RATE = 48_000  # samples a second, stereo
LOWEST = 20  # Hz
CEILING = 0.8  # of full scale, -1.9 dB: what lies between two samples, and AAC, go higher by up to half a decibel
POSTER = ["-fps_mode", "passthrough", "-frames:v", "1", "-c:v", "libwebp", "-quality", "88"]
PREVIEW = [*X264, "-crf", "30", "-maxrate", "400k", "-bufsize", "200k"]
PRINT = ["-fps_mode", "passthrough", "-frames:v", str(PRINTS), "-f", "rawvideo"]


@dataclass(frozen=True)
class Timing:
    """How long a clip is, and which of its frames the smaller outputs take."""

    fps: int
    frames: int

    @property
    def seconds(self) -> float:
        return self.frames / self.fps

    @property
    def poster(self) -> int:
        """The keyframe nearest to two fifths of the way: it carries the hidden mark as well."""
        return round(self.frames * 0.4 / KEYFRAME_EVERY) * KEYFRAME_EVERY

    @property
    def print_every(self) -> int:
        return max(1, self.frames // PRINTS)


@dataclass(frozen=True)
class Outputs:
    """The files ffmpeg writes, all in one folder."""

    folder: Path

    @property
    def video(self) -> Path:
        return self.folder / "clip.mp4"

    @property
    def poster(self) -> Path:
        return self.folder / "poster.webp"

    @property
    def preview(self) -> Path:
        return self.folder / "preview.mp4"

    @property
    def prints(self) -> Path:
        """Raw grey pictures of 32 x 32, to hash."""
        return self.folder / "prints.grey"


def arguments(plan: Plan, timing: Timing, *, sprites: list[Path], outputs: Outputs) -> list[str]:
    """The command line after `ffmpeg`: 4:2:0 frames on standard input, one sprite for each leg of the plan."""
    width, height = plan.size
    frames = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", f"{width}x{height}", "-r", str(timing.fps), "-i", "pipe:0"]
    marks = [word for sprite in sprites for word in ("-i", f"file:{sprite}")]
    return [
        *(*frames, *marks, "-filter_complex", filtergraph(plan, timing)),
        *("-map", "[clip]", *CLIP, str(outputs.video)),
        *("-map", "[poster]", *POSTER, str(outputs.poster)),
        *("-map", "[preview]", *PREVIEW, str(outputs.preview)),
        *("-map", "[prints]", *PRINT, str(outputs.prints)),
    ]


def filtergraph(plan: Plan, timing: Timing) -> str:
    """Input 0 is the frames, inputs 1... the sprites; gives [clip] [poster] [preview] [prints], all of them marked."""
    chain = [f"[0:v]setparams={COLOURS}[m0]"]
    for number, (before, leg, after) in enumerate(plan.neighbours(), start=1):
        chain.append(f"[m{number - 1}][{number}:v]{_overlay(before, leg, after)}[m{number}]")
    middle, width, height = timing.frames // 2, *(_small(side, plan.size) for side in plan.size)
    return ";".join([
        *chain,
        f"[m{len(plan.legs)}]split=4[clip][p0][p1][p2]",
        f"[p0]select='eq(n,{timing.poster})'[poster]",
        f"[p1]trim=start_frame={max(0, middle - int(PREVIEW_SECONDS * timing.fps / 2))}:duration={PREVIEW_SECONDS},"
        f"setpts=PTS-STARTPTS,fps={PREVIEW_FPS},scale={width}:{height}:flags=area+accurate_rnd[preview]",
        f"[p2]select='not(mod(n,{timing.print_every}))',scale={SIDE}:{SIDE}:flags=area+accurate_rnd,format=gray[prints]",
    ])  # fmt: skip


def sound_arguments(video: Path, sound: Path, *, seconds: float, to: Path, gain: float) -> list[str]:
    """The command line that lays `sound` under a finished video and copies its pictures, bit for bit."""
    heard = [
        "-protocol_whitelist",
        "file",
        "-i",
        f"file:{sound}",
        "-filter_complex",
        f"[1:a:0]{_heard(seconds, gain)}[s]",
    ]
    shown = ["-protocol_whitelist", "file", "-i", f"file:{video}"]
    return [*shown, *heard, "-map", "0:v:0", "-map", "[s]", "-c:v", "copy", *SOUND, "-movflags", "+faststart", str(to)]


def loudness_arguments(sound: Path, *, seconds: float, gain: float) -> list[str]:
    """The command line that says how loud `sound` would be then, by EBU R128."""
    chain = f"{_heard(seconds, gain)},ebur128=framelog=quiet"
    return ["-protocol_whitelist", "file", "-i", f"file:{sound}", "-map", "0:a:0", "-af", chain, "-f", "null", "-"]


def samples_arguments(sound: Path, *, seconds: float, gain: float) -> list[str]:
    """The command line that gives the same as raw samples on standard output: 16 bits, stereo."""
    chain = ["-map", "0:a:0", "-af", _heard(seconds, gain), "-f", "s16le", "pipe:1"]
    return ["-protocol_whitelist", "file", "-i", f"file:{sound}", *chain]


def _heard(seconds: float, gain: float) -> str:
    """Exactly so long, by `gain` decibels louder, its peaks held below the ceiling.

    What is too low to be heard goes first: a wave that is off its middle would leave no room for the sound.
    """
    samples = round(seconds * RATE)
    return (
        f"aformat=sample_fmts=flt:sample_rates={RATE}:channel_layouts=stereo,highpass=f={LOWEST},volume={gain:.2f}dB,"
        f"alimiter=limit={CEILING}:level=false:latency=true,apad=whole_len={samples},atrim=end_sample={samples}"
    )


def _small(side: int, size: tuple[int, int]) -> int:
    return round(side * min(1, PREVIEW_LONG_SIDE / max(size)) / 2) * 2


def _overlay(before: Leg, leg: Leg, after: Leg) -> str:
    x = _edge([(each.line.x, each.line.dx) for each in (before, leg, after)], leg, leg.width)
    y = _edge([(each.line.y, each.line.dy) for each in (before, leg, after)], leg, leg.height)
    shown = f"gte(t,{leg.begin:.6f})*lt(t,{leg.end:.6f})"
    return f"overlay=x='clip({x},0,W-w)':y='clip({y},0,H-h)':eval=frame:enable='{shown}'"


def _edge(lines: list[tuple[float, float]], leg: Leg, length: int) -> str:
    """`Plan.box` along one axis, as an expression of the time t."""
    there, here, next_ = (f"({start:.4f}+{speed:.4f}*t)" for start, speed in lines)
    arrived, leaving = _glided(leg.begin), _glided(leg.end)
    return f"{here}+({there}-{here})*(1-{arrived})+({next_}-{here})*{leaving}-{length / 2}"


def _glided(middle: float) -> str:
    """`moving.glided` as an expression of the time t."""
    return f"(st(0,clip((t-{middle:.6f})/{GLIDE}+0.5,0,1))*ld(0)*(3-2*ld(0)))"
