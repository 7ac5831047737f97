// SPDX-License-Identifier: CC0-1.0
// The array, and the pointer write that is the whole of the published lock.

#include "handlers/handles.h"

#include "boot/switches.h"
#include "devices/keyboard.h"
#include "devices/pit.h"
#include "handlers/claim.h"
#include "ipi/bus.h"
#include "ipi/lapic.h"
#include "pmm/handlers.h"
#include "traps/exceptions.h"

handler *handles[VECTORS] __attribute__((section(".bss.handles"), aligned(4096)));
handler *normal_of[VECTORS];

// As published: a store, no more. Under lock=claim a lock vector's slot belongs
// to its holder, so the new handler is only written down; it comes into the slot
// at once if that is free, else when the holder releases.
WATCHED void reg_handle(uint32_t vector, handler *what)
{
    if (switches.lock == LOCK_CLAIM && is_lock(vector)) {
        normal_of[vector] = what;
        refresh(vector);
    } else {
        handles[vector] = what;
    }
}

void handles_init(void)
{
    for (uint32_t v = 0; v < VECTORS; v++)
        handles[v] = normal_of[v] = v < VECTOR_PIC ? exception_normal : spare_normal;

    static const struct {
        uint32_t vector;
        handler *normal;
    } first[] = {
        {VECTOR_TIMER, timer_normal},    {VECTOR_KEYBOARD, kbd_normal}, {PMM_ALLOC_INT, pmm_alloc_normal},
        {PMM_FREE_INT, pmm_free_normal}, {VECTOR_PING, ping_normal},    {VECTOR_BUS, bus_normal},
    };
    for (uint32_t i = 0; i < sizeof first / sizeof *first; i++)
        handles[first[i].vector] = normal_of[first[i].vector] = first[i].normal;
}
