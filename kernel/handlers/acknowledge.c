// SPDX-License-Identifier: CC0-1.0
// The end of interrupt. As published, every vector from 40 on also tells the
// slave, and every vector at all tells the master: an `int 80h` inside an IRQ
// handler then ends that IRQ. Exactly: whoever delivered it, and nobody else. (A
// message of the IPI bus is acknowledged by its driver, as it is read.)

#include "boot/switches.h"
#include "devices/pic.h"
#include "handlers/handles.h"
#include "ipi/lapic.h"

static void acknowledge_pic(uint32_t vector)
{
    if (switches.eoi == EOI_EXACT) {
        if (vector >= VECTOR_PIC && vector < VECTOR_PIC + 16)
            pic_end(vector - VECTOR_PIC);
        return;
    }
    if (vector >= VECTOR_PIC + 8)
        pic_end_slave();
    pic_end_master();
}

void acknowledge(uint32_t vector)
{
    acknowledge_pic(vector);
    if (vector >= VECTOR_LAPIC && vector < VECTOR_BUS)
        lapic_end();  // not for its spurious vector (SDM vol. 3, 11.9)
}
