#!/bin/sh
# Installs the Debian packages that are missing, and only those. Says nothing when none is.
# usage: sh src/build/setup.sh build|check|analyse|fuzz|valgrind|package|office …
# As root, or with `sudo -n`; otherwise it prints the one command to run and stops. apt's words go to
# $BUILD/setup.log.
set -eu

BUILD=${BUILD:-build}
log=$BUILD/setup.log

packages_for() {
	case $1 in
		build) echo gcc libc6-dev pkg-config postgresql-15 libpq-dev libgmp-dev libxlsxwriter-dev \
			zlib1g-dev libjansson-dev ;;
		check) echo libcmocka-dev python3 groff-base mandoc ;;
		analyse) echo clang clang-tidy cppcheck ;;
		fuzz) echo clang libclang-rt-dev ;;
		valgrind) echo valgrind ;;
		package) echo dpkg-dev ;;
		office) echo libreoffice-calc ;;
		*) echo "setup: could not find a list of packages named \"$1\"" >&2; exit 2 ;;
	esac
}

missing_of() {
	installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null |
		sed -n 's/^installed //p')
	for package; do
		echo "$installed" | grep -qx "$package" || echo "$package"
	done
}

as_root() {
	if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

wanted=
for list; do
	more=$(packages_for "$list")
	wanted="$wanted $more"
done
if ! command -v dpkg-query >/dev/null; then
	echo "setup: this is no Debian system; see that you have what these Debian packages hold:$wanted" >&2
	exit 0
fi
missing=$(missing_of $wanted | tr '\n' ' ' | sed 's/ $//')
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ] && ! sudo -n true 2>/dev/null; then
	command="sh $(realpath "$0") $*"
	if command -v sudo >/dev/null; then command="sudo $command"; else command="su root -c '$command'"; fi
	cat >&2 <<EOF
setup: these Debian packages are missing, and installing them needs the rights of root:
    $missing
Run this one command, then the same make again:
    $command
EOF
	exit 1
fi

mkdir -p "$BUILD"
: >"$log"
# Made by root on behalf of somebody else, the folder is still theirs.
if [ "$(id -u)" -eq 0 ]; then chown --reference=. "$BUILD" "$log"; fi

# PostgreSQL's package would make and start a server of its own. We want the programs alone.
no_server=/etc/postgresql-common/createcluster.d/purse-setup.conf
case " $missing " in *' postgresql-15 '*)
	trap 'as_root rm -f "$no_server"' EXIT
	trap 'exit 130' INT TERM HUP
	as_root mkdir -p "${no_server%/*}"
	echo 'create_main_cluster = false' | as_root tee "$no_server" >/dev/null
esac

echo "setup: installing $missing (this may take some minutes)"
apt_get() {
	as_root env DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 \
		apt-get -q -y -o DPkg::Lock::Timeout=300 "$@" >>"$log" 2>&1 </dev/null
}
apt_get update || echo "setup: could not refresh the lists of packages; trying with those there are" >&2
if ! apt_get install --no-install-recommends $missing; then
	tail -n 15 "$log" >&2
	echo "setup: could not install the packages; all that apt said is in $log" >&2
	exit 1
fi
