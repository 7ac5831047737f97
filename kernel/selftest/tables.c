// SPDX-License-Identifier: CC0-1.0
// What boot has set up: the switches, the IDT and its prestubs, handles[], the PICs.

#include "boot/switches.h"
#include "cpu/cpu.h"
#include "devices/pic.h"
#include "handlers/claim.h"
#include "selftest/selftest.h"
#include "traps/idt.h"

extern const uint8_t prestubs[];

void test_switches(void)
{
    struct switches read = switches;
    char refused[32] = "";
    const char *name;

    for (uint32_t i = 0; i < SWITCHES_CHOSEN_BY_NAME; i++) {
        const char *value = switches_value(&switches, i, &name);
        found(true, "switch %s is %s", name, value);
    }
    found(true, "switch retries is %u", switches.retries);
    found(switches_parse(&read, "/boot/image=1 lock=swap  frame=value retries=7 backoff=none", refused) &&
              read.lock == LOCK_SWAP && read.frame == FRAME_VALUE && read.retries == 7 &&
              read.backoff == BACKOFF_NONE,
          "command line: image name skipped, four switches read");
    for (uint32_t i = 0; i < 6; i++) {
        static const char *const bad[] = {"i.elf lock=spin", "/i look=swap", "retries=0", "lab=",
                                          "lock=swapp", "lock"};
        const bool taken = switches_parse(&read, bad[i], refused);
        found(!taken, "command line refused: %s", refused);
    }
}

static uint32_t count_gates(uint8_t type)
{
    uint32_t count = 0;

    for (uint32_t v = 0; v < VECTORS; v++)
        count += idt[v].type == type && idt[v].selector == SELECTOR_CODE &&
                 (idt[v].offset_low | (uint32_t)idt[v].offset_high << 16) == (uint32_t)prestubs + 16 * v;
    return count;
}

// A prestub is cli, then push 0 (6A 00) unless the CPU has pushed an error code.
static uint32_t count_prestubs(uint8_t second)
{
    uint32_t count = 0;

    for (uint32_t v = 0; v < VECTORS; v++)
        count += prestubs[16 * v] == 0xFA && prestubs[16 * v + 1] == 0x6A && prestubs[16 * v + 2] == second;
    return count;
}

static uint32_t count_locks(void)
{
    uint32_t count = 0;

    for (uint32_t v = 0; v < VECTORS; v++)
        count += is_lock(v);
    return count;
}

void test_tables(void)
{
    struct {
        uint16_t limit;
        uint32_t base;
    } __attribute__((packed)) pointer;

    __asm__ volatile("sidt %0" : "=m"(pointer));
    found(pointer.limit == 0x7FF && pointer.base == (uint32_t)idt, "idt: limit %x", (uint32_t)pointer.limit);
    found(count_gates(0x8E) == 240, "idt: %u interrupt gates for ring 0", count_gates(0x8E));
    found(count_gates(0xEE) == 16, "idt: %u interrupt gates for ring 3", count_gates(0xEE));
    found(count_prestubs(0) == 249, "prestubs: %u push a dummy error code", count_prestubs(0));
    found(((uint32_t)handles & 0xFFF) == 0, "handles: at offset %x of its page", (uint32_t)handles & 0xFFF);
    found(sizeof handles == 1024, "handles: %u bytes", (uint32_t)sizeof handles);
    found(count_locks() == 4, "handles: %u lock vectors", count_locks());
    found(pic_masks() == 0xFFF9, "pic masks: %x", (uint32_t)pic_masks());
    found(pic_in_service() == 0, "pic in service: %x", (uint32_t)pic_in_service());
}
