// SPDX-License-Identifier: CC0-1.0
// Which vector means what. No device and no IPI lies among the locks.
#ifndef TRAPS_VECTORS_H
#define TRAPS_VECTORS_H

#define VECTORS          256u
#define VECTOR_PIC       0x20u  // IRQ 0-15
#define VECTOR_TIMER     0x20u
#define VECTOR_KEYBOARD  0x21u
#define VECTOR_LOCKS     0x80u  // sixteen, open to ring 3
#define PMM_ALLOC_INT    0x80u
#define PMM_FREE_INT     0x81u
#define LOCK_FILESYSTEM  0x82u
#define VECTOR_LOCKS_END 0x90u
#define VECTOR_LAPIC     0xE0u  // fixed IPIs of the LAPIC, E0-EF
#define VECTOR_PING      0xE0u
#define VECTOR_WAKE      0xE1u  // ends the sleep of a core; see locks/mutex.c
#define VECTOR_DOORBELL  0xE2u  // a message, where there is no IPI bus
#define VECTOR_THREADS   0xE3u  // an interrupt thread may have waited for what is free now
#define VECTOR_BUS       0xF0u  // the IPI bus
#define VECTOR_SPURIOUS  0xFFu  // the LAPIC's

#endif
