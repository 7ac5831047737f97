// SPDX-License-Identifier: CC0-1.0
// The console is the screen and COM1 together: reports go here. Port E9 gets
// what is of use to who looks for a fault, see debug_write.
#ifndef DEVICES_CONSOLE_H
#define DEVICES_CONSOLE_H

void console_init(void);
void console_write(const char *text);  // whole, whichever core writes beside
void debug_write(const char *text);

#endif
