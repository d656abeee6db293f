#!/usr/bin/env bash
# The Debian packages: what they hold, that they are the same each time, and what their scripts do. Nothing is
# installed here.
set -eu
. "$PURSE_TOP/tests/support/try.sh"
if ! command -v dpkg-shlibdeps >/dev/null; then
	echo 'ok the Debian packages # skip dpkg-dev is not installed'
	exit
fi
if grep -q -- -fsanitize "$PURSE_BUILD/flags"; then
	echo 'ok the Debian packages # skip nobody packages a program with sanitizers'
	exit
fi

# package FOLDER VARIABLES…: makes the packages there, of what is built.
package() {
	mkdir "$1"
	ln -s "$PURSE_BUILD"/{purse,libpurse.a,documents} "$1"
	env -C "$PURSE_TOP" BUILD="$PWD/$1" VERSION=0.1.2 PACKAGES='libpq gmp' SOURCE_DATE_EPOCH=1767225600 \
		"${@:2}" sh src/build/deb.sh
}
try 'they are made' package first
later() { sleep 1.1; umask 077; package second TZ=Asia/Tokyo LC_ALL=C; }
try 'and made again' later
same() {
	local file
	for file in purse libpurse-dev; do cmp {first,second}/"$file"_0.1.2_*.deb || return; done
}
try 'they are the same at another time and place' same

deb=$(echo first/purse_*.deb) dev=$(echo first/libpurse-dev_*.deb)
dpkg-deb -R "$deb" program
dpkg-deb -R "$dev" library
field() { dpkg-deb -f "$deb" "$1"; }
try 'the version is that of the program' prints 0.1.2 field Version
depends() {
	local needed package
	needed=$(field Depends | tr ',' '\n' | sed 's/^ //')
	for package in libc6 libpq5 libgmp10 libxlsxwriter4 libjansson4; do
		grep -q "^$package (>= [0-9]" <<<"$needed" || { echo "$package is not in: $needed"; return 1; }
	done
	grep -qx 'postgresql-15 .*' <<<"$needed"
}
try 'it depends on what it needs' depends
belongs_to_root() {
	local package
	for package in "$deb" "$dev"; do
		prints '' awk '$2 != "root/root" || $1 !~ /^(-rw-r--r--|-rwxr-xr-x|drwxr-xr-x)$/' \
			<(dpkg-deb -c "$package") || return
	done
}
try 'everything in them is root'"'"'s, and readable' belongs_to_root
sums_hold() {
	env -C program md5sum --quiet -c DEBIAN/md5sums && env -C library md5sum --quiet -c DEBIAN/md5sums
}
try 'their sums hold' sums_hold
all_summed() { prints "$(find "$1/usr" -type f | wc -l)" grep -c . "$1/DEBIAN/md5sums"; }
try 'every file has a sum' all_summed program
try 'every file of the library has a sum' all_summed library
try 'the program in it runs' grep -q '^purse ' <(program/usr/bin/purse version)
pages() {
	prints '' find program/usr/share/man -type f ! -name '*.1.gz' || return
	grep -q '^\.TH PURSE 1' <(gzip -dc program/usr/share/man/man1/purse.1.gz)
}
try 'its pages are compressed' pages
stripped() { ! readelf -S program/usr/bin/purse | grep -F .debug; }
try 'it holds nothing for debuggers' stripped
no_machine() { ! grep -rlF -- "$PURSE_TOP" program library; }
try 'and no path of this machine' no_machine
apart() {
	prints '' find program -name '*.h' -o -name '*.a' -o -name '*.pc' || return
	prints '' find library -path '*/bin/*' -o -name '*.1.gz' || return
	[ -s library/usr/include/purse/purse.h ]
}
links() {
	sed -n 's/ *$//; /^prefix=/p; /^Libs:/p' library/usr/lib/*/pkgconfig/purse.pc
}
try 'it says what to link' prints $'prefix=/usr\nLibs: -L${libdir} -lpurse -lpq -lgmp' links
try 'library and headers are in the other package' apart
dated() {
	prints 'Thu, 01 Jan 2026 00:00:00 +0000' sed -n 's/^ -- .*>  //p' \
		<(gzip -dc program/usr/share/doc/purse/changelog.gz) || return
	prints '' find program/usr -newermt '2026-01-01 00:00:01 UTC'
}
try 'its dates are that of the commit' dated

# --- no stray server: stand-ins for dpkg-query and for /etc ---
mkdir -p bin etc/postgresql-common
cat >bin/dpkg-query <<'END'
#!/bin/sh
for package; do case " $THERE " in *" $package "*) echo installed ;; esac; done
END
chmod +x bin/dpkg-query
export PATH=$PWD/bin:$PATH THERE=
for script in preinst postinst postrm; do
	sed "s,/etc/,$PWD/etc/,g" "program/DEBIAN/$script" >"$script"
	chmod +x "$script"
done
no_server_meanwhile() {
	./preinst install &&
		prints 'create_main_cluster = false' cat etc/postgresql-common/createcluster.d/*.conf &&
		./postinst configure || return
	prints '' find etc -mindepth 2
}
try 'PostgreSQL makes no server while purse comes, and may afterwards' no_server_meanwhile
left_alone() { THERE=postgresql-16 ./preinst install && prints '' find etc -mindepth 2; }
try 'PostgreSQL that is there already is left alone' left_alone
given_up() {
	./preinst install && ./postrm abort-install && prints '' find etc -mindepth 2 || return
	./preinst upgrade 0.1 && ./postrm abort-upgrade 0.1 && prints '' find etc -mindepth 2 || return
	./postrm remove && ./postrm purge && prints '' find etc -mindepth 2
}
try 'nothing stays when it is given up or taken away' given_up
others_stay() {
	mkdir etc/postgresql-common/createcluster.d && touch etc/postgresql-common/createcluster.d/theirs.conf
	./preinst install && ./postinst configure || return
	prints theirs.conf ls etc/postgresql-common/createcluster.d
}
try 'what others set there stays' others_stay
