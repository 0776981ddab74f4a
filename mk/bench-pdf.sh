#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mk/bench-pdf.sh BUILD — from a scan to searchable PDF/A: the whole intake and the PDFs of all letters, beside ocrmypdf
# on the same pages, in black and white (G4) and in grey (JPEG). It is installed by hand where this is measured.
#   LETTERS  how many (12)         SEED    of the batch (the clock)
set -eu
. "$(dirname "$0")/measure.sh"
build=$(cd "$1" && pwd)
seed=${SEED:-$(date +%s)}
letters=${LETTERS:-12}
if ! command -v ocrmypdf >/dev/null || ! command -v img2pdf >/dev/null; then
	echo "bench-pdf: skipped: there is no ocrmypdf or img2pdf (apt-get install ocrmypdf unpaper img2pdf)"
	exit 0
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/skrynka-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"
export SKRYNKA_NOW=2026-11-20T09:30 SKRYNKA_USER=admin

ours() { # KIND: intake and a PDF a letter
	export SKRYNKA_HOME="$work/$1-home"
	"$build/skrynka" init --name 'Міська рада' --edrpou 00000000 >/dev/null 2>&1
	mkdir "$1-ours"
	cpu sh -c '"$0/skrynka" intake "$1/batch.tif" --letters "$2" && "$0/skrynka" fetch $(seq "$2") --pdf -o "$1-ours"' \
		"$build" "$1" "$letters"
}
one() { # KIND: bytes of one PDF of all pages but separators, as theirs is
	export SKRYNKA_HOME="$work/$1-one"
	"$build/skrynka" init --name 'Міська рада' --edrpou 00000000 >/dev/null 2>&1
	# shellcheck disable=SC2046
	"$build/skrynka" intake --together $(cat list) --letters 1 >/dev/null 2>&1
	"$build/skrynka" fetch 1 --pdf -o "$1-one-pdf" >/dev/null 2>&1
	cat "$1-one-pdf/1.pdf" | wc -c
}
theirs() { # KIND NAME OPTION…: all pages of the batch but its separators as one file
	kind=$1 name=$2
	shift 2
	cpu ocrmypdf --jobs 2 -l ukr "$@" --output-type pdfa "$kind-pages.pdf" "$kind-$name.pdf"
}
# score KIND FOLDER: character errors of printed pages
score() {
	"$build/paint" --score "$1-truth" "$2" | sed -n 's/^total */  characters, errors: /p'
}
words() { pdftotext -raw "$@" | tr -s ' \n\f' ' '; }

for kind in g4 grey; do
	grey=
	[ $kind = g4 ] || grey=--grey
	# shellcheck disable=SC2086
	"$build/paint" --letters "$letters" --seed "$seed" --hand 0 --backs 0 --turned 10 --separators $grey \
		--pages-dir $kind-scans -o $kind >/dev/null
	# the pages of letters, each with its place in its letter
	perl -ne '$letter = $1 if /<letter n="(\d+)"/; $at{$letter}++, print "$1 $letter $at{$letter}\n" if /<page n="(\d+)"/' \
		$kind/truth.xml >$kind-pages
	mkdir $kind-truth $kind-text
	while read -r n letter page; do
		name=$(printf '%04d' "$n")
		cp "$kind-scans/$name.txt" "$kind-truth/$name.txt"
		echo "$kind-scans/$name.tif"
	done <$kind-pages >list
	whole=$(one $kind)
	if [ $kind = g4 ]; then
		# shellcheck disable=SC2046
		img2pdf --output $kind-pages.pdf $(cat list) 2>/dev/null
	else # img2pdf would unpack JPEG that comes in a TIFF: the same bytes by themselves, as our PDF holds them
		pdfimages -j $kind-one-pdf/1.pdf jpeg
		img2pdf --imgsize 300dpix300dpi --output $kind-pages.pdf jpeg-*.jpg
	fi
	echo "$kind: $(wc -l <$kind-pages) pages of $letters letters, seed $seed"
	us=$(ours $kind)
	while read -r n letter page; do
		words -f "$page" -l "$page" "$kind-ours/$letter.pdf" - >"$kind-text/$(printf '%04d' "$n").txt"
	done <$kind-pages
	echo "Skrynka: $us s of processor time, $(cat $kind-ours/*.pdf | wc -c) bytes; all pages as one letter: $whole bytes"
	score $kind $kind-text
	for way in plain full; do
		options=
		[ $way = plain ] || options='--deskew --clean --rotate-pages'
		# shellcheck disable=SC2086
		them=$(theirs $kind $way $options) || { echo "ocrmypdf $way: failed"; continue; }
		rm -rf $kind-text && mkdir $kind-text
		i=0
		while read -r n letter page; do
			i=$((i + 1))
			words -f $i -l $i "$kind-$way.pdf" - >"$kind-text/$(printf '%04d' "$n").txt"
		done <$kind-pages
		echo "ocrmypdf $options: $them s ($(echo "$them $us" | awk '{ printf "%.2f", $1 / $2 }') of ours), $(wc -c <$kind-$way.pdf) bytes"
		score $kind $kind-text
	done
done
