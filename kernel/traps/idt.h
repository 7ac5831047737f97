// SPDX-License-Identifier: CC0-1.0
#ifndef TRAPS_IDT_H
#define TRAPS_IDT_H

#include <stdint.h>

struct gate {
    uint16_t offset_low, selector;
    uint8_t zero, type;
    uint16_t offset_high;
};

extern struct gate idt[];

void idt_init(void);
void idt_load(void);
void stub_choose(void);  // as switches.stub says

#endif
