#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mk/install.sh BUILD DESTDIR PREFIX — the program, the procedures, marks, schemas and words where the FHS has them.
set -eu
build=$1 home=$3 prefix=$2$3
share=$prefix/share/skrynka
install -D -m 755 "$build/skrynka" "$prefix/bin/skrynka"
for room in "$build"/skrynka-*; do
	install -D -m 755 "$room" "$prefix/libexec/skrynka/${room##*/}"
done
for folder in workflows xsd stamps/marks stamps/forms; do
	mkdir -p "$share/$folder"
	install -m 644 "$folder"/*.* "$share/$folder/"
done
for mo in "$build"/locale/*/LC_MESSAGES/skrynka.mo; do
	install -D -m 644 "$mo" "$prefix/share/locale/${mo#"$build/locale/"}"
done
for page in man/*.[15]; do
	[ -f "$page" ] && install -D -m 644 "$page" "$prefix/share/man/man${page##*.}/$(basename "$page")"
done
for unit in mk/systemd/skrynka*; do
	install -D -m 644 "$unit" "$prefix/lib/systemd/system/${unit##*/}"
	sed -i "s|@PREFIX@|$home|" "$prefix/lib/systemd/system/${unit##*/}"
done
mkdir -p "$prefix/share/doc/skrynka"
install -m 644 README.md README.uk.md LICENSE "$prefix/share/doc/skrynka/"
echo "installed in $prefix; try: $prefix/bin/skrynka --help"
