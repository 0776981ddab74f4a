#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# mk/hostile.sh BUILD — COUNT (1,000) damaged variants of small scans and of a letter, taken in by an office of its own.
TOP=$PWD BUILD=$PWD/$1
export TOP BUILD
. "$TOP/tests/lib.sh"
. "$TOP/tests/spoil.sh"
make_office
export SKRYNKA_USER=olena
take_spoilt "${COUNT:-1000}" "${SEED:-1}" "$TOP"/tests/fuzz/corpus/tiff/*.tif "$TOP/samples/letter-typed.tif"
done_testing
