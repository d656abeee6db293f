#!/usr/bin/env bash
# setup: only what is missing, quietly, and no server. Stand-ins for dpkg-query, apt-get, sudo and id say what
# they were asked; nothing is installed here.
set -eu
. "$PURSE_TOP/tests/support/try.sh"

mkdir bin etc
stand_in() { { echo '#!/bin/sh'; cat; } >"bin/$1"; chmod +x "bin/$1"; }
stand_in dpkg-query <<'EOF'
shift 3
for package; do
	case " $MISSING " in *" $package "*) ;; *) echo "installed $package" ;; esac
done
EOF
stand_in apt-get <<'EOF'
echo "apt-get $*" >>calls
ls "$ETC" 2>/dev/null | sed 's/^/drop-in /' >>calls
case $* in *install*) [ -z "${REFUSE-}" ] || { echo 'E: no such thing'; exit 100; } ;; esac
EOF
stand_in sudo <<'EOF'
[ "$SUDO" = yes ] || exit 1
shift
"$@"
EOF
stand_in id <<'EOF'
echo "$ME"
EOF
export ETC=$PWD/etc/createcluster.d BUILD=made SUDO=no ME=0
sed "s,^no_server=/etc/postgresql-common/,no_server=$PWD/etc/," "$PURSE_TOP/src/build/setup.sh" >setup.sh
setup() { rm -rf calls made; PATH=$PWD/bin:$PATH sh ./setup.sh "$@" 2>&1; }
asked() { sed -n 's/.*install --no-install-recommends //p' calls; }

nothing_missing() {
	MISSING='' prints '' setup build check analyse valgrind office && [ ! -e calls ] && [ ! -e made ]
}
only_missing() {
	MISSING='libgmp-dev python3 valgrind' setup build check && prints 'libgmp-dev python3' asked
}
no_server() {
	MISSING=postgresql-15 setup build
	grep -q '^drop-in purse-setup.conf' calls && [ ! -e "$ETC/purse-setup.conf" ]
}
no_drop_in() {
	MISSING=gcc setup build && ! grep '^drop-in' calls
}
with_sudo() {
	ME=1000 SUDO=yes MISSING=gcc setup build && prints gcc asked
}
without_rights() {
	ME=1000 MISSING='gcc libgmp-dev' fails 1 setup build >said
	grep -q '^    gcc libgmp-dev$' said && grep -q "^    sudo sh $PWD/setup.sh build\$" said && [ ! -e calls ]
}
refused() {
	REFUSE=yes MISSING=postgresql-15 fails 1 setup build >said
	grep -q 'no such thing' said && grep -q made/setup.log said && [ ! -e "$ETC/purse-setup.conf" ]
}

try 'nothing missing: nothing said, nothing done' nothing_missing
try 'only what is missing is installed' only_missing
try 'PostgreSQL comes without a server of its own' no_server
try 'its settings are left alone otherwise' no_drop_in
try 'an ordinary user installs with sudo' with_sudo
try 'without rights it prints the one command' without_rights
try 'a refusal of apt is shown' refused
try 'an unknown list is refused' fails 2 setup nonsense
