// SPDX-License-Identifier: CC0-1.0
// The array, and the pointer write that is the whole of the published lock.

#include "handlers/handles.h"

#include "devices/keyboard.h"
#include "devices/pit.h"
#include "fs/store.h"
#include "handlers/claim.h"
#include "ipi/driver.h"
#include "ipi/lapic.h"
#include "locks/section.h"
#include "pmm/handlers.h"
#include "threads/klock.h"
#include "traps/exceptions.h"

handler *handles[VECTORS] __attribute__((section(".bss.handles"), aligned(4096)));
handler *handles_padded[VECTORS * SLOTS_A_LINE] __attribute__((section(".bss.handles"), aligned(4096)));
handler *normal_of[VECTORS];

// As published: a store, no more. Where the dispatcher takes the lock, a lock
// vector's slot belongs to its holder, so the new handler is only written down;
// it comes into the slot at once if that is free, else when the holder releases.
WATCHED void reg_handle(uint32_t vector, handler *what)
{
    if (dispatcher_locks() && is_lock(vector)) {
        normal_of[vector] = what;
        refresh(vector);
    } else {
        *slot_at(vector) = what;
    }
}

// Each slot is written once: whoever watches the array sees no swap in this.
void handles_init(void)
{
    for (uint32_t v = 0; v < VECTORS; v++)
        normal_of[v] = v < VECTOR_PIC ? exception_normal : spare_normal;
    normal_of[VECTOR_TIMER] = timer_normal;
    normal_of[VECTOR_KEYBOARD] = kbd_normal;
    normal_of[PMM_ALLOC_INT] = pmm_alloc_normal;
    normal_of[PMM_FREE_INT] = pmm_free_normal;
    normal_of[LOCK_FILESYSTEM] = fs_normal;
    normal_of[VECTOR_PING] = ping_normal;
    normal_of[VECTOR_BUS] = ipi_normal;
    normal_of[VECTOR_THREADS] = klock_wake_normal;
    normal_of[VECTOR_DOORBELL] = ipi_normal;
    for (uint32_t v = 0; v < VECTORS; v++)
        *slot_at(v) = normal_of[v];
}
