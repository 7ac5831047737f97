// SPDX-License-Identifier: CC0-1.0
#ifndef DEVICES_PIC_H
#define DEVICES_PIC_H

#include <stdbool.h>
#include <stdint.h>

void pic_init(void);
void pic_allow(uint32_t irq, bool allowed);
void pic_block(uint16_t lines, bool block);  // beside what pic_allow says
uint16_t pic_held_back(void);                // lines that would be delivered if they were not blocked
uint16_t pic_masks(void);                    // slave in the high byte
uint16_t pic_in_service(void);
void pic_end(uint32_t irq);  // exact
void pic_end_master(void);
void pic_end_slave(void);

#endif
