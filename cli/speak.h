/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language that the program speaks, the same in its cages. */
#ifndef CLI_SPEAK_H
#define CLI_SPEAK_H

/* To be called first in main. */
void speak(void);

#endif
