// SPDX-License-Identifier: CC0-1.0
#ifndef TRAPS_FRAME_H
#define TRAPS_FRAME_H

#include <stdint.h>

// The interrupted core's registers as the stubs and the CPU push them, last
// push first. `esp` is pushal's and useless; the last two are there only when
// the interrupt came from ring 3 (SDM vol. 3, 6.12.1).
struct frame {
    uint32_t gs, fs, es, ds;
    uint32_t edi, esi, ebp, esp, ebx, edx, ecx, eax;
    uint32_t vector, error;
    uint32_t eip, cs, eflags;
    uint32_t user_esp, user_ss;
};

typedef void handler(struct frame *frame);

#endif
