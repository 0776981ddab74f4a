#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A slice of "make hostile": files damaged in every way.
. "$(dirname "$0")/lib.sh"
. "$TOP/tests/spoil.sh"
make_office
export SKRYNKA_USER=olena
take_spoilt 40 20261128 "$TOP"/tests/fuzz/corpus/tiff/*.tif
done_testing
