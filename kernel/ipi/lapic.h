// SPDX-License-Identifier: CC0-1.0
#ifndef IPI_LAPIC_H
#define IPI_LAPIC_H

#include "traps/frame.h"

void lapic_enable(uint32_t core);
uint32_t lapic_id(void);
void lapic_end(void);
void lapic_send_init(uint32_t core);
void lapic_send_startup(uint32_t core, uint32_t page);
void lapic_send_fixed(uint32_t core, uint8_t vector);

extern volatile uint32_t pings[];  // received by each core
handler ping_normal;

#endif
