# What the installs of deploy/ have in common. Read by them, never run by itself.
# shellcheck shell=bash

# Everything a hall runs from; no tests, no benches.
PARTS=(app display kiosk printer migrations setup deploy docs/contract.md docs/figures.md config.toml gunicorn.conf.py
    package.json package-lock.json .npmrc requirements.txt run README.md CHANGELOG.md)
# With --root DIR everything goes below DIR, and the machine itself is not touched.
root=""
source_folder=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")

say() { printf 'install: %s\n' "$*"; }

stop() {
    printf 'install: %s\n' "$*" >&2
    exit 1
}

require_root() {
    [ -n "$root" ] || [ "$(id -u)" = 0 ] || stop "only root can install on this machine: sudo $0"
    [ -n "$root" ] || command -v systemctl > /dev/null || stop "this machine has no systemd, and the units need it"
}

# Run something that changes the machine beyond its files; not in a tree of one's own.
on_machine() { [ -n "$root" ] || "$@"; }

system_packages() { # NAME…
    [ -z "$root" ] || return 0
    # An update of the program must not need the network for what is there.
    if [ "$(dpkg-query --show --showformat='${db:Status-Status}\n' "$@" 2> /dev/null | grep -cx installed)" = $# ]; then
        return 0
    fi
    apt-get -qq update || true
    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" > /dev/null ||
        stop "these packages of the system could not be installed: $*"
    say "packages of the system: $*"
}

make_user() { # NAME HOME GROUPS
    [ -z "$root" ] || return 0
    if ! getent passwd "$1" > /dev/null; then
        useradd --system --user-group --home-dir "$2" --no-create-home --shell /usr/sbin/nologin "$1"
        say "made the user $1"
    fi
    usermod --append --groups "$3" "$1"
}

folder() { # PATH MODE OWNER
    if [ -d "$root$1" ]; then
        return 0
    fi
    mkdir -p "$root$1"
    chmod "$2" "$root$1"
    on_machine chown "$3" "$1"
}

# A file the hall's people change: laid down once, never written over.
settings_file() { # FROM TO OWNER
    if [ -e "$root$2" ]; then
        say "left $2 as it is"
        return 0
    fi
    install -m 0640 "$1" "$root$2"
    on_machine chown "$3" "$2"
    say "laid down $2"
}

units() { # FILE…
    local unit
    mkdir -p "$root/etc/systemd/system"
    for unit in "$@"; do
        install -m 0644 "$unit" "$root/etc/systemd/system/"
    done
    on_machine systemctl daemon-reload
    say "units: $(basename -a "$@" | tr '\n' ' ')"
}

# The program as one stream of bytes, the same for the same files, whoever owns them and whenever they were written.
packed() {
    tar --create --directory "$source_folder" --exclude=__pycache__ --exclude='*.pyc' --exclude=deploy/weight.py \
        --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --mode='u=rwX,go=rX' "${PARTS[@]}"
}

# Lay the program and its packages beside the one that runs, under a name made from its content. Sets $release.
place_program() {
    local mark
    mark=$(packed | sha256sum | cut -c1-12)
    release="luot-$mark"
    if [ -e "$root/opt/$release/.whole" ]; then
        say "the program is there: /opt/$release"
        return 0
    fi
    rm -rf "$root/opt/$release"
    mkdir -p "$root/opt/$release"
    packed | tar --extract --no-same-owner --directory "$root/opt/$release"
    on_machine install_packages "/opt/$release"
    touch "$root/opt/$release/.whole"
    say "the program is at /opt/$release"
}

# The project's own set-up, as ./run does it, without starting anything.
install_packages() { # FOLDER
    local python
    for python in python3 python3.13 python3.12 python3.11; do
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null && break
    done || stop "Python 3.11 or newer is needed: apt-get install python3"
    PYTHONPATH=$1 "$python" -P - << 'END' || stop "the program in use was not touched"
import sys

from setup import packages, run

try:
    run.prepare()
except (packages.Stop, OSError) as reason:
    sys.exit(f"install: {reason}")
END
    # The hall may not write here, and without compiled modules every start would take seconds longer.
    "$1/.venv/bin/python" -m compileall -q "$1/app" "$1/display" "$1/printer" "$1/migrations"
}

in_use() { readlink "$root/opt/luot" || true; }

# From now on /opt/luot is the new program. The one before stays, to go back to; older ones go.
switch_program() {
    local before old
    before=$(in_use)
    if [ "$before" = "$release" ]; then
        return 0
    fi
    ln -sfn "$release" "$root/opt/.luot.new"
    mv -T "$root/opt/.luot.new" "$root/opt/luot"
    for old in "$root"/opt/luot-*; do
        case ${old##*/} in
            "$release" | "$before") ;;
            *) rm -rf "$old" ;;
        esac
    done
    say "/opt/luot is $release now${before:+, was $before}"
}

commands() {
    mkdir -p "$root/usr/local/bin"
    ln -sfn /opt/luot/deploy/luot "$root/usr/local/bin/luot"
}

# A program that works is copied from before another takes its place: what it changes in the database stays changed.
copy_database() {
    if [ -z "$root" ] && [ "$(in_use)" != "$release" ] && systemctl is-active --quiet luot.service; then
        say "copying the database before anything changes"
        systemctl start luot-backup.service || stop "no copy could be made (journalctl -u luot-backup); nothing was changed"
    fi
}

# The new program takes the place of the old one, which stands still for it.
put_in_place() { # SERVICES OF THIS PROGRAM…
    if [ -z "$root" ] && [ "$(in_use)" != "$release" ]; then
        # Also one that keeps failing: it must not meet a database that is being brought to a new form.
        systemctl stop "$@" 2> /dev/null || true
    fi
    switch_program
}
