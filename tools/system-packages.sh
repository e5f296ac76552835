#!/bin/sh
# Check for Python and the system libraries that WeasyPrint loads, and install what is missing: on
# Debian and similar systems as root or with sudo without a password. Elsewhere, print the command
# to run. The check loads each library, whichever package it is from. If nothing is missing, no
# package manager is started.
#
# With "peers": the programs that the benchmarks compare lettergen with. Debian packages only.
# With "browser": Chromium, which only lettergen's tests use.
set -eu

python=${PYTHON:-python3}
debian='python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0 fontconfig fonts-noto-core'
fedora='pango harfbuzz fontconfig google-noto-serif-fonts google-noto-sans-fonts'
homebrew='pango fontconfig font-noto-serif font-noto-sans'
otherwise='Install Pango, HarfBuzz with its subset library, fontconfig and the Noto fonts.'
lacks=missing_libraries
if [ "${1:-}" = peers ]; then
    debian='chromium libreoffice-writer-nogui texlive-xetex texlive-latex-recommended fonts-noto-core'
    fedora='' homebrew=''
    otherwise='Install Chromium, LibreOffice Writer, XeLaTeX with fontspec, and Noto Serif.'
    lacks=missing_peers
elif [ "${1:-}" = browser ]; then
    debian='chromium' fedora='chromium' homebrew='chromium'
    otherwise='Install Chromium.'
    lacks=missing_browser
fi

libraries() {
    case $(uname -s) in
    Darwin)
        folder=$(brew --prefix 2>/dev/null || echo /usr/local)/lib
        for name in gobject-2.0.0 pango-1.0 pangoft2-1.0 harfbuzz.0 harfbuzz-subset.0 fontconfig.1; do
            echo "$folder/lib$name.dylib"
        done
        ;;
    *)
        for name in gobject-2.0.so.0 pango-1.0.so.0 pangoft2-1.0.so.0 harfbuzz.so.0 harfbuzz-subset.so.0 fontconfig.so.1; do
            echo "lib$name"
        done
        ;;
    esac
}

missing_libraries() {
    # shellcheck disable=SC2046  # one word for each library is intended
    "$python" - $(libraries) <<'PROBE'
import ctypes
import importlib.util
import sys

for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        print(name)
for name in ("venv", "ensurepip"):
    if importlib.util.find_spec(name) is None:
        print(f"the Python module {name}")
PROBE
    missing_font
}

missing_peers() {
    for program in chromium soffice xelatex; do
        command -v "$program" >/dev/null || echo "the program $program"
    done
    kpsewhich fontspec.sty >/dev/null 2>&1 || echo 'the LaTeX package fontspec'
    missing_font
}

missing_font() {
    [ "$(fc-match -f '%{family[0]}' 'Noto Serif' 2>/dev/null)" = 'Noto Serif' ] || echo 'the font Noto Serif'
}

missing_browser() {
    for name in chromium chromium-browser google-chrome; do
        ! command -v "$name" >/dev/null || return 0
    done
    [ -d /Applications/Chromium.app ] || echo 'the browser Chromium'
}

in_one_line() {
    "$lacks" | sort | paste -s -d , - | sed 's/,/, /g'
}

stop() {
    echo "$*" >&2
    exit 1
}

advise() {
    if command -v apt-get >/dev/null; then
        stop "Missing: $1. Run: sudo apt-get update && sudo apt-get install -y --no-install-recommends $debian"
    elif [ -n "$fedora" ] && command -v dnf >/dev/null; then
        stop "Missing: $1. Run: sudo dnf install $fedora"
    elif [ -n "$homebrew" ] && command -v brew >/dev/null; then
        stop "Missing: $1. Run: brew install $homebrew"
    fi
    stop "Missing: $1. $otherwise"
}

install() {
    # shellcheck disable=SC2086  # one word for each package is intended
    "$@" sh -c 'export DEBIAN_FRONTEND=noninteractive; apt-get update -q && exec apt-get install -q -y --no-install-recommends "$@"' apt $debian
}

command -v "$python" >/dev/null ||
    stop "'$python' is not found. Install Python 3.11 or newer, or give its path: make PYTHON=/path/to/python3"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    stop "'$python' is older than Python 3.11, which lettergen needs. Use another: make PYTHON=python3.11"

lacking=$(in_one_line)
[ -n "$lacking" ] || exit 0
echo "Missing: $lacking."
command -v apt-get >/dev/null || advise "$lacking"
if [ "$(id -u)" -eq 0 ]; then
    install env
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    install sudo -n
else
    advise "$lacking"
fi
lacking=$(in_one_line)
[ -z "$lacking" ] || stop "Still missing after the installation: $lacking."
