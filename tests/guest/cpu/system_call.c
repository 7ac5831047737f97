// SPDX-License-Identifier: CC0-1.0
// A kernel in small: two processes in ring 3, each with a page directory, a
// kernel stack and a system call gate; they yield to each other by INT 80h.
#include "guest.h"

static u32 directories[2][1024] __attribute__((aligned(4096)));
static u32 tables[2][1024] __attribute__((aligned(4096)));
static struct frame saved[2];
static unsigned current, calls;

// Counts in its own page at VIRTUAL; EAX: call, EBX: what is counted.
ROUTINE(process, "1: incl 0x40000000\n movl 0x40000000, %ebx\n movl $1, %eax\n int $0x80\n cmpl $5, 0x40000000\n jb 1b\n movl $2, %eax\n int $0x80\n ud2");

static bool kernel(struct frame *frame) {
  if (frame->vector != 0x80) return false;
  print("[process %u call %u counts %u] ", current, frame->eax, frame->ebx);
  if (++calls > 20) return false;
  if (frame->eax == 2 && current == 1) {
    frame->vector = DONE;
    return false;
  }
  saved[current] = *frame;
  current ^= 1;
  const struct frame *next = &saved[current];
  frame->eip = next->eip;
  frame->esp = next->esp;
  frame->eflags = next->eflags;
  frame->eax = next->eax;
  frame->ebx = next->ebx;
  frame->ecx = next->ecx;
  write_cr3((u32)directories[current]);
  return true;
}

PROGRAM(system_call) {
  paging_on(0x10000);
  for (unsigned i = 0; i < 2; ++i) {
    memcpy(directories[i], page_directory, sizeof directories[i]);
    directories[i][VIRTUAL >> 22] = (u32)tables[i] | P | W | U;
    tables[i][0] = (u32)page_pool[i] | P | W | U;
    tables[i][1] = (u32)page_pool[2 + i] | P | W | U;
    saved[i].eip = (u32)process;
    saved[i].esp = VIRTUAL + 0x2000;
    saved[i].eflags = 2;
  }
  *(u32 *)page_pool[1] = 2;
  set_gate(0x80, (const void *)stub_addresses[0x80], 0xF, 3);
  write_cr3((u32)directories[0]);
  on_trap = kernel;
  attempt_in(3, "two processes", process);
  print("%u calls, counted %u and %u\n", calls, *(u32 *)page_pool[0], *(u32 *)page_pool[1]);
}
