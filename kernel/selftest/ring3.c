// SPDX-License-Identifier: CC0-1.0
// A visit to ring 3: the locks' gates are open from there, the others are not,
// the stack changes through the TSS, and the stub gives the segments back.

#include "cpu/cpu.h"
#include "handlers/handles.h"
#include "locks/retry.h"
#include "selftest/selftest.h"

#define LEAVE_INT 0x8F

void enter_ring_3(void (*program)(void), void *stack_top);
extern const uint8_t leave_ring_3[];

static uint8_t user_stack[2048] __attribute__((aligned(16)));
static volatile struct {
    int32_t page, freed;
    uint32_t cs, es, refused;
} seen;
static volatile uint32_t refusal_error, refusal_cs, refusal_stack;

static void user_program(void)
{
    uint32_t selector;

    seen.page = int_alloc();
    seen.freed = int_free((uint32_t)seen.page);
    __asm__ volatile("movl %%cs, %0" : "=r"(selector));
    seen.cs = selector;
    __asm__ volatile("movl %%es, %0" : "=r"(selector));
    seen.es = selector & 0xFFFF;
    __asm__ volatile("int $0x30" : : : "memory");  // two bytes
    __asm__ volatile("cli; nop" : : : "memory");   // two bytes
    __asm__ volatile("int %0" : : "i"(LEAVE_INT) : "memory");
}

// The refused instruction is skipped.
static void refusal_normal(struct frame *frame)
{
    seen.refused = seen.refused + 1;
    refusal_error = refusal_error * 0x1000 + frame->error;
    refusal_cs = frame->cs;
    refusal_stack = frame->user_esp - (uint32_t)user_stack < sizeof user_stack && frame->user_ss == 0x23;
    frame->eip += 2;
}

static void leave_normal(struct frame *frame)
{
    frame->cs = SELECTOR_CODE;
    frame->eip = (uint32_t)leave_ring_3;
}

void test_ring_3(void)
{
    handler *on_fault = *slot_at(13), *on_leave = *slot_at(LEAVE_INT);

    reg_handle(13, refusal_normal);
    reg_handle(LEAVE_INT, leave_normal);
    enter_ring_3(user_program, user_stack + sizeof user_stack);
    reg_handle(13, on_fault);
    reg_handle(LEAVE_INT, on_leave);

    found(seen.cs == 0x1B && seen.es == 0x23, "ring 3: cs %x, es %x", seen.cs, seen.es);
    found(seen.page > 0 && seen.freed == 0, "ring 3: int 80h gives a page, int 81h takes it back");
    found(seen.refused == 2 && refusal_cs == 0x1B, "ring 3: refused %u times with cs %x", seen.refused,
          refusal_cs);
    found(refusal_error == 0x182000, "ring 3: error codes of int 30h and cli: %x", refusal_error);
    found(refusal_stack, "ring 3: its stack pointer is in the frame");
}
