// SPDX-License-Identifier: CC0-1.0
// What C cannot say: ports, flags, locked instructions, and which core this is.
#ifndef CPU_CPU_H
#define CPU_CPU_H

#include <stdbool.h>
#include <stdint.h>

#define MAX_CORES 16u

#define SELECTOR_CODE      0x08u
#define SELECTOR_DATA      0x10u
#define SELECTOR_USER_CODE 0x18u
#define SELECTOR_USER_DATA 0x20u
#define SELECTOR_TSS       0x28u  // of core 0; one more descriptor a core

// What lgdt, lidt, sgdt and sidt read and write (SDM vol. 3, 2.4).
struct descriptor_table {
    uint16_t limit;
    uint32_t base;
} __attribute__((packed));

// Functions that scripts and checkers stop at: called, never melted away.
#define WATCHED __attribute__((noinline, used))

static inline void out8(uint16_t port, uint8_t value)
{
    __asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port) : "memory");
}

static inline void out16(uint16_t port, uint16_t value)
{
    __asm__ volatile("outw %0, %1" : : "a"(value), "Nd"(port) : "memory");
}

static inline void out32(uint16_t port, uint32_t value)
{
    __asm__ volatile("outl %0, %1" : : "a"(value), "Nd"(port) : "memory");
}

static inline uint8_t in8(uint16_t port)
{
    uint8_t value;
    __asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port) : "memory");
    return value;
}

static inline void pause(void) { __asm__ volatile("pause" : : : "memory"); }
static inline void halt(void) { __asm__ volatile("hlt" : : : "memory"); }
static inline void interrupts_on(void) { __asm__ volatile("sti" : : : "memory"); }
static inline void interrupts_off(void) { __asm__ volatile("cli" : : : "memory"); }

static inline uint32_t flags_save_and_cli(void)
{
    uint32_t flags;
    __asm__ volatile("pushfl; popl %0; cli" : "=r"(flags) : : "memory");
    return flags;
}

static inline void flags_restore(uint32_t flags)
{
    __asm__ volatile("pushl %0; popfl" : : "r"(flags) : "memory", "cc");
}

// Each core has a TSS of its own, so the task register tells which core this
// is: no memory is read, and no segment register is needed.
static inline uint32_t me(void)
{
    uint16_t selector;
    __asm__("str %0" : "=r"(selector));
    return (uint32_t)(selector - SELECTOR_TSS) >> 3;
}

// Locked read-modify-writes: atomic, and on x86 a full barrier too (SDM vol. 3, 9.1.2.2, 9.2.5).
static inline uint32_t exchange(volatile uint32_t *where, uint32_t value)
{
    __asm__ volatile("xchgl %0, %1" : "+r"(value), "+m"(*where) : : "memory");
    return value;
}

static inline uint32_t fetch_add(volatile uint32_t *where, uint32_t value)
{
    __asm__ volatile("lock xaddl %0, %1" : "+r"(value), "+m"(*where) : : "memory", "cc");
    return value;
}

// Gives back what was found; `wanted` was stored if that is `expected`.
static inline uint32_t compare_exchange(volatile uint32_t *where, uint32_t expected, uint32_t wanted)
{
    __asm__ volatile("lock cmpxchgl %2, %1" : "+a"(expected), "+m"(*where) : "r"(wanted) : "memory", "cc");
    return expected;
}

#endif
