// SPDX-License-Identifier: CC0-1.0
#ifndef DEVICES_PIT_H
#define DEVICES_PIT_H

#include "traps/frame.h"

void pit_start(uint16_t divisor);  // IRQ 0 every so many of 1 193 182 in a second
void pit_wait_10_ms(void);

extern volatile uint32_t ticks;
handler timer_normal;

#endif
