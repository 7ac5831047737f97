// SPDX-License-Identifier: CC0-1.0
// A task brings its LDT and its page directory (SDM 3A, 7.2.1 and 7.6).
#include "guest.h"

static struct tss other;
static u8 other_stack[1024] __attribute__((aligned(16)));
static u64 ldt[4];
static u32 directory[1024] __attribute__((aligned(4096)));
static u32 table[1024] __attribute__((aligned(4096)));

// FS lies in the other task's LDT: base VIRTUAL.
ROUTINE(other_task, "sldt %bx\n movl %fs:0x10, %eax\n movl %cr3, %edx\n leal (%ecx,%eax), %ecx\n ljmpl $0x58, $0\n jmp other_task\n");
ROUTINE(go, "ljmpl $0x60, $0\n clts\n sldt %bx\n movl 0x40000010, %eax\n ret");

PROGRAM(task_ldt_cr3) {
  paging_on(0);
  memcpy(directory, page_directory, sizeof directory);
  directory[VIRTUAL >> 22] = (u32)table | P | W | U;
  table[0] = (u32)page_pool[1] | P | W | U;
  map(VIRTUAL, (u32)page_pool[0], P | W | U);
  *(u32 *)(page_pool[0] + 0x10) = 0x11111111;
  *(u32 *)(page_pool[1] + 0x10) = 0x22222222;
  ldt[1] = segment(VIRTUAL, 0xFFFF, 0x92, 4);
  gdt[LDT >> 3] = segment((u32)ldt, sizeof ldt - 1, 0x82, 0);
  gdt[TSS_OTHER >> 3] = segment((u32)&other, 0x67, 0x89, 0);
  other.eip = (u32)other_task;
  other.esp = (u32)other_stack + 1024;
  other.eflags = 2;
  other.cs = CODE0;
  other.ss = other.ds = other.es = other.gs = DATA0;
  other.fs = 0xC;
  other.ldt = LDT;
  other.cr3 = (u32)directory;
  tss_main.cr3 = (u32)page_directory;
  for (unsigned i = 0; i < 3; ++i) {
    attempt("there and back", go);
    print("other: eax %x ecx %x ldt %h its cr3 %u; main cr3 %u; ldt now %h\n", other.eax, other.ecx, other.ebx & 0xFFFF,
          other.edx == (u32)directory, read_cr3() == (u32)page_directory, tss_main.ldt & 0xFFFF);
  }
  // The LDT in the main TSS is read, never written.
  tss_main.ldt = LDT;
  attempt("now the main task has one too", go);
}
