/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by base/lock*.c alone. */
#ifndef BASE_LOCK_STATE_H
#define BASE_LOCK_STATE_H

#include "base/lock.h"

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

extern struct locked lock_is;

#endif
