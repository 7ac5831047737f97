// SPDX-License-Identifier: CC0-1.0
// frame=value|pointer and stub=published|full: what an interrupt gives back.

#include "boot/switches.h"
#include "cpu/cpu.h"
#include "handlers/handles.h"
#include "selftest/selftest.h"
#include "traps/idt.h"

#define SPARE_VECTOR 0x30u

static void answering_normal(struct frame *frame) { frame->eax = 42; }

static uint32_t ask(void)
{
    uint32_t eax = 7;
    __asm__ volatile("int %1" : "+a"(eax) : "i"(SPARE_VECTOR) : "memory");
    return eax;
}

static void test_answer(void)
{
    const uint32_t before = switches.frame;
    handler *spare = *slot_at(SPARE_VECTOR);

    reg_handle(SPARE_VECTOR, answering_normal);
    switches.frame = FRAME_VALUE;
    found(ask() == 7, "frame=value: eax 7 goes in, %u comes out", ask());
    switches.frame = FRAME_POINTER;
    found(ask() == 42, "frame=pointer: eax 7 goes in, %u comes out", ask());
    switches.frame = before;
    reg_handle(SPARE_VECTOR, spare);
}

// ds, es, fs and gs as they are after an interrupt that they were 20h before.
static uint16_t after[4];

static void over_an_interrupt(void)
{
    __asm__ volatile("pushl %%ds\n\tpushl %%es\n\tpushl %%fs\n\tpushl %%gs\n\t"
                     "movw %w0, %%ds\n\tmovw %w0, %%es\n\tmovw %w0, %%fs\n\tmovw %w0, %%gs\n\t"
                     "int $0x30\n\t"
                     "movw %%ds, (%1)\n\tmovw %%es, 2(%1)\n\tmovw %%fs, 4(%1)\n\tmovw %%gs, 6(%1)\n\t"
                     "popl %%gs\n\tpopl %%fs\n\tpopl %%es\n\tpopl %%ds"
                     :
                     : "r"(SELECTOR_USER_DATA), "r"(after)
                     : "memory");
}

static void try_stub(uint32_t stub, const char *name, uint32_t expected)
{
    const uint32_t before = switches.stub;

    switches.stub = stub;
    stub_choose();
    over_an_interrupt();
    found(after[0] == SELECTOR_USER_DATA && after[1] == expected && after[2] == expected &&
              after[3] == expected,
          "stub=%s: 20 goes in, ds %x es %x fs %x gs %x come out", name, (uint32_t)after[0],
          (uint32_t)after[1], (uint32_t)after[2], (uint32_t)after[3]);
    switches.stub = before;
    stub_choose();
}

void test_frames(void)
{
    test_answer();
    try_stub(STUB_PUBLISHED, "published", SELECTOR_DATA);
    try_stub(STUB_FULL, "full", SELECTOR_USER_DATA);
}
