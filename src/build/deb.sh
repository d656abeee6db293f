#!/bin/sh
# Makes Debian packages of what was built: purse, for whoever keeps books, and libpurse-dev, for programs of
# one's own. `make deb` calls it.
# usage: BUILD=build VERSION=0.1 PACKAGES='libpq …' sh src/build/deb.sh       from the top of the tree
#
# They are the same whenever and wherever they are made from one commit: all dates are SOURCE_DATE_EPOCH, else
# the last commit's, else that of the version.
#
# PostgreSQL. Books of a folder need its programs, so purse depends on them. But PostgreSQL's package, when
# it is installed, makes a server of its own and starts it: here, one that nobody wants and nobody looks
# after. So while both are being installed, and only then, a file tells it not to: preinst writes it, unless
# PostgreSQL is there already; postinst, which runs after PostgreSQL's since purse depends on it, takes it
# away. Servers that were there before, and those made later, are left alone. Recommending PostgreSQL would be
# enough for whoever uses a shared server, but would not put postinst after PostgreSQL's.
set -eu
umask 022

maintainer='The Common Purse project <purse@packages.invalid>'
servers='postgresql-15 postgresql-16 postgresql-17 postgresql-18'
drop_in=/etc/postgresql-common/createcluster.d/purse-is-being-installed.conf
architecture=$(dpkg --print-architecture)
libraries=/usr/lib/$(dpkg-architecture -qDEB_HOST_MULTIARCH)
version_date=$(sed -n 's/^#define PURSE_VERSION_DATE "\(.*\)"/\1/p' include/purse/base/version.h)
if [ -z "${SOURCE_DATE_EPOCH-}" ]; then
	SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null) ||
		SOURCE_DATE_EPOCH=$(date -u -d "$version_date" +%s)
fi
export SOURCE_DATE_EPOCH

stage=$BUILD/package
program=$stage/purse library=$stage/libpurse-dev
rm -rf "$stage"
mkdir -p "$program" "$library/usr/share/doc/libpurse-dev"

# --- files

DESTDIR=$program PREFIX=/usr bindir=/usr/bin libdir=$libraries includedir=/usr/include datadir=/usr/share \
	mandir=/usr/share/man docdir=/usr/share/doc/purse bashdir=/usr/share/bash-completion/completions \
	zshdir=/usr/share/zsh/vendor-completions fishdir=/usr/share/fish/vendor_completions.d \
	sh src/build/install.sh install >/dev/null
rm -r "$program/usr/share/purse"   # dpkg knows what it installed
mv "$program/usr/lib" "$program/usr/include" "$library/usr"
mkdir "$library/usr/share/doc/libpurse-dev/examples"
mv "$program/usr/share/doc/purse/examples/post_charge.c" "$library/usr/share/doc/libpurse-dev/examples"
strip --remove-section=.comment --remove-section=.note "$program/usr/bin/purse"
strip --strip-debug --remove-section=.comment --enable-deterministic-archives "$library$libraries/libpurse.a"
gzip -9n "$program"/usr/share/man/man1/*.1

write_documents() {
	cat >"$1/copyright" <<END
Common Purse: exact double-entry books for schools that share.

Copyright 2026 the authors of Common Purse. The project has not granted a
licence yet; until it does, ask its authors before you pass the program on.

The program uses shared libraries of Debian, none of which is part of this
package: libpq5, libgmp10, libxlsxwriter4, libjansson4 and libc6. The licence
of each stands in /usr/share/doc/, in the file copyright of its folder.
END
	cat <<END | gzip -9n >"$1/changelog.gz"
purse ($VERSION) bookworm; urgency=medium

  * Common Purse $VERSION. What is new is told by the README and by
    purse(1).

 -- $maintainer  $(date -u -R -d "@$SOURCE_DATE_EPOCH")
END
}
write_documents "$program/usr/share/doc/purse"
write_documents "$library/usr/share/doc/libpurse-dev"

# --- what the packages say of themselves

# The shared libraries that the program needs, with their versions.
needed() {
	mkdir -p "$stage/needed/debian/purse/DEBIAN"
	printf 'Source: purse\n\nPackage: purse\nArchitecture: any\n' >"$stage/needed/debian/control"
	cp "$program/usr/bin/purse" "$stage/needed/debian/purse"
	(cd "$stage/needed" && dpkg-shlibdeps -O debian/purse/purse) | sed 's/^shlibs:Depends=//'
}

# control PACKAGE FOLDER SECTION DEPENDS, with the description on standard input.
control() {
	mkdir "$2/DEBIAN"
	(cd "$2" && find usr -type f | LC_ALL=C sort | xargs -d '\n' md5sum) >"$2/DEBIAN/md5sums"
	{
		echo "Package: $1"
		[ "$1" = purse ] || echo 'Source: purse'
		cat <<END
Version: $VERSION
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(find "$2/usr" -type f -printf '%s\n' | awk '{ k += int($1 / 1024) + 1 } END { print k }')
Depends: $4
Section: $3
Priority: optional
END
		sed 's/^$/./; 2,$ s/^/ /; 1 s/^/Description: /'
	} >"$2/DEBIAN/control"
}

depends=$(needed)
control purse "$program" utils "$depends, $(echo "$servers" | sed 's/ / | /g')" <<'END'
exact double-entry books for schools that share
Keeps the books of what schools share: a teacher of one school who works
at another, credits bought together, a minibus, a contract tendered by
several. It books both schools at once, raises the invoices, and writes an
Excel workbook that shows governors what sharing saved. Every penny can
explain itself.

It stands beside a school's accounts package. The books of a folder are
kept by a private PostgreSQL server, which purse starts by itself; this
package makes no server and leaves those there are alone.
END
control libpurse-dev "$library" libdevel \
	'libpq-dev, libgmp-dev, libxlsxwriter-dev, zlib1g-dev, libc6-dev' <<'END'
exact double-entry books for schools that share (library)
What a program needs to work on the books of Common Purse as purse itself
does: the archive libpurse.a, its headers, a file for pkg-config, and an
example.

Books of a folder need the PostgreSQL programs too, which the package purse
brings.
END

# --- what happens while purse is being installed

cat >"$program/DEBIAN/preinst" <<END
#!/bin/sh
# PostgreSQL's package makes a server and starts it, unless a file says not to. Books have their own.
set -e
case \$1 in
	install | upgrade)
		if ! dpkg-query -W -f '\${db:Status-Status}\\n' $servers 2>/dev/null | grep -qx installed; then
			mkdir -p ${drop_in%/*}
			echo 'create_main_cluster = false' >$drop_in
		fi
		;;
esac
END
# remove SCRIPT WORD…: a script that takes the file away when called with one of the words.
remove_drop_in() {
	cat >"$program/DEBIAN/$1" <<END
#!/bin/sh
# Takes away what preinst wrote. Books are never touched, not even by a purge.
set -e
case \$1 in
	$2)
		rm -f $drop_in
		rmdir --ignore-fail-on-non-empty ${drop_in%/*} 2>/dev/null || true
		;;
esac
END
}
remove_drop_in postinst 'configure | abort-upgrade'
remove_drop_in postrm 'remove | purge | abort-install | abort-upgrade | failed-upgrade | disappear'
chmod 755 "$program"/DEBIAN/p*

# --- the packages

for folder in "$program" "$library"; do
	package=$BUILD/${folder##*/}_${VERSION}_$architecture.deb
	find "$folder" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
	dpkg-deb --root-owner-group -Zxz --build "$folder" "$package" >/dev/null
	echo "$package"
done
rm -rf "$stage"
package=$BUILD/purse_${VERSION}_$architecture.deb
case $package in
	/*) echo "install it with: sudo apt install $package" ;;
	*) echo "install it with: sudo apt install ./$package" ;;
esac
