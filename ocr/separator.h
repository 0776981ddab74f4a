/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheets that are laid before each letter of a batch, and on top of it. */
#ifndef OCR_SEPARATOR_H
#define OCR_SEPARATOR_H

/* What their QR codes say; that of a header begins so (register/code.h). */
#define SEPARATOR_TEXT "skrynka:separator"
#define HEADER_TEXT    "skrynka:batch:"

#endif
