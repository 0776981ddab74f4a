#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# tests/preflight.sh FOLDER — Apache PDFBox Preflight over all files of the folder in one go: a line "NAME true" for a
# PDF/A-1b, else "NAME false" and why. Exit 2: it is not installed.
set -u
java=/usr/share/java
path=
for jar in preflight pdfbox2 fontbox2 xmpbox commons-logging commons-io javax.activation jaxb-api; do
	[ -f "$java/$jar.jar" ] || exit 2
	path=$path:$java/$jar.jar
done
command -v java >/dev/null || exit 2
work=$(mktemp -d "${TMPDIR:-/tmp}/skrynka-preflight.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir "$work/all"
cp "$1"/* "$work/all/"
(cd "$work" && java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "${path#:}" org.apache.pdfbox.preflight.Validator_A1b \
	xml group all >said 2>&1) || cat "$work/said"
perl -0777 -ne 'while (/<preflight name="([^"]*)">(.*?)<\/preflight>/gs) {
	my ($name, $all) = ($1, $2);
	print "$name ", $all =~ /<isValid[^>]*>true</ ? "true" : "false", "\n";
	print "  $1 $2\n" while $all =~ /<code>([^<]*)<.*?<details>([^<]*)</gs;
}' "$work/all.preflight.xml" | sort
