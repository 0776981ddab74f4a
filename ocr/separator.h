/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet that is laid before each letter of a batch. */
#ifndef OCR_SEPARATOR_H
#define OCR_SEPARATOR_H

#define SEPARATOR_TEXT "skrynka:separator" /* in its QR code */

#endif
