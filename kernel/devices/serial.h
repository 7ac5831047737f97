// SPDX-License-Identifier: CC0-1.0
#ifndef DEVICES_SERIAL_H
#define DEVICES_SERIAL_H

void serial_init(void);
void serial_put(char c);

#endif
