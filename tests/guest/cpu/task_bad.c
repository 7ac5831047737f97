// SPDX-License-Identifier: CC0-1.0
// Tasks that cannot be switched to, and those that fault once they are: #GP,
// #NP and #TS with which selector, and in which task (SDM 3A, table 7-1). A task
// whose LDT, CS or SS is bad has no stack to tell it on, so those are left out.
// manual: SDM 3A, 7.3: the exception comes before the first instruction of the new
// task, and that is where it points to. QEMU names the old task's, QEMU 10 no place at all.
//   qemu:     JMP: #TS(0200) at +0 cs 0008 flags 00000002 frame ring1-12 eax=00000000 ebx=00000000 ecx=00000000 edx=00000000 esi=00000000 edi=00000000 ebp=00000000 ds=00000200
//   manual:   JMP: #TS(0200) at -8 cs 0008 flags 00000002 frame ring1-12 eax=00000000 ebx=00000000 ecx=00000000 edx=00000000 esi=00000000 edi=00000000 ebp=00000000 ds=00000200
//   qemu:     CALL: #TS(0200) at +0 cs 0008 flags 00004002 frame ring1-12 eax=00000000 ebx=00000000 ecx=00000000 edx=00000000 esi=00000000 edi=00000000 ebp=00000000 ds=00000200
//   manual:   CALL: #TS(0200) at -18 cs 0008 flags 00004002 frame ring1-12 eax=00000000 ebx=00000000 ecx=00000000 edx=00000000 esi=00000000 edi=00000000 ebp=00000000 ds=00000200
//   qemu:     CALL: #TS(0200) at -4096 cs 0008 flags 00004002 frame ring1-12 eax=00000000 ebx=00000000 ecx=00000000 edx=00000000 esi=00000000 edi=00000000 ebp=00000000 ds=00000200
//   manual:   CALL: #TS(0200) at -18 cs 0008 flags 00004002 frame ring1-12 eax=00000000 ebx=00000000 ecx=00000000 edx=00000000 esi=00000000 edi=00000000 ebp=00000000 ds=00000200
//   qemu:     JMP: #TS(0058) at +0 cs 0008 flags 00000002 frame ring1-12 eax=00000000 ebx=00000000 ecx=00000000 edx=00000000 esi=00000000 edi=00000000 ebp=00000000 es=00000058
//   manual:   JMP: #TS(0058) at -8 cs 0008 flags 00000002 frame ring1-12 eax=00000000 ebx=00000000 ecx=00000000 edx=00000000 esi=00000000 edi=00000000 ebp=00000000 es=00000058
//   qemu:     CALL: #TS(0058) at +0 cs 0008 flags 00004002 frame ring1-12 eax=00000000 ebx=00000000 ecx=00000000 edx=00000000 esi=00000000 edi=00000000 ebp=00000000 es=00000058
//   manual:   CALL: #TS(0058) at -18 cs 0008 flags 00004002 frame ring1-12 eax=00000000 ebx=00000000 ecx=00000000 edx=00000000 esi=00000000 edi=00000000 ebp=00000000 es=00000058
//   qemu:     CALL: #TS(0058) at -4096 cs 0008 flags 00004002 frame ring1-12 eax=00000000 ebx=00000000 ecx=00000000 edx=00000000 esi=00000000 edi=00000000 ebp=00000000 es=00000058
//   manual:   CALL: #TS(0058) at -18 cs 0008 flags 00004002 frame ring1-12 eax=00000000 ebx=00000000 ecx=00000000 edx=00000000 esi=00000000 edi=00000000 ebp=00000000 es=00000058
//   qemu:     JMP: #NP(0070) at +0 cs 0008 flags 00000002 frame ring1-12 eax=00000000 ebx=00000000 ecx=00000000 edx=00000000 esi=00000000 edi=00000000 ebp=00000000 gs=00000070
//   manual:   JMP: #NP(0070) at -8 cs 0008 flags 00000002 frame ring1-12 eax=00000000 ebx=00000000 ecx=00000000 edx=00000000 esi=00000000 edi=00000000 ebp=00000000 gs=00000070
//   qemu:     CALL: #NP(0070) at +0 cs 0008 flags 00004002 frame ring1-12 eax=00000000 ebx=00000000 ecx=00000000 edx=00000000 esi=00000000 edi=00000000 ebp=00000000 gs=00000070
//   manual:   CALL: #NP(0070) at -18 cs 0008 flags 00004002 frame ring1-12 eax=00000000 ebx=00000000 ecx=00000000 edx=00000000 esi=00000000 edi=00000000 ebp=00000000 gs=00000070
//   qemu:     CALL: #NP(0070) at -4096 cs 0008 flags 00004002 frame ring1-12 eax=00000000 ebx=00000000 ecx=00000000 edx=00000000 esi=00000000 edi=00000000 ebp=00000000 gs=00000070
//   manual:   CALL: #NP(0070) at -18 cs 0008 flags 00004002 frame ring1-12 eax=00000000 ebx=00000000 ecx=00000000 edx=00000000 esi=00000000 edi=00000000 ebp=00000000 gs=00000070
//   qemu:     in task 0060, busy 89 8b, TS 1, link 0000, at its first instruction 0
//   manual:   in task 0060, busy 89 8b, TS 1, link 0000, at its first instruction 1
//   qemu:     in task 0060, busy 8b 8b, TS 1, link 0058, at its first instruction 0
//   manual:   in task 0060, busy 8b 8b, TS 1, link 0058, at its first instruction 1
#include "guest.h"

static struct tss other;

ROUTINE(other_task, "nop\n ljmpl $0x58, $0\n");
ROUTINE(jump, "ljmpl $0x60, $0\n clts\n ret");
ROUTINE(call_task, "lcalll $0x60, $0\n clts\n ret");
ROUTINE(jump_ldt, "ljmpl $0x64, $0\n clts\n ret");
ROUTINE(jump_self, "ljmpl $0x58, $0\n clts\n ret");
ROUTINE(call_self, "lcalll $0x58, $0\n clts\n ret");
ROUTINE(nt_iret, "pushl $0x4002\n popfl\n iretl\n");

static void renew(void) {
  memset(&other, 0, sizeof other);
  other.eip = (u32)other_task;
  other.esp = STACK_TOP(1);
  other.eflags = 2;
  other.cs = CODE0;
  other.ss = other.ds = other.es = other.fs = other.gs = DATA0;
  gdt[TSS_OTHER >> 3] = segment((u32)&other, 0x67, 0x89, 0);
  gdt[TSS_MAIN >> 3] = segment((u32)&tss_main, 0x67, 0x89, 0);
  load_tr(TSS_MAIN);
  __asm__ volatile("clts");
}
static void done(void) {
  print("  in task %h, busy %b %b, TS %u, link %h, %s %u\n", (u32)read_tr(), (u32)access_of(TSS_MAIN), (u32)access_of(TSS_OTHER),
        (read_cr0() >> 3) & 1, other.link & 0xFFFF, last.vector == 10 || last.vector == 11 ? "at its first instruction" : "elsewhere",
        last.eip == (u32)other_task);
  load_ldt(0);
  renew();
}
static void field(const char *what, u32 *where, u32 value) {
  *where = value;
  print("%s %h\n", what, value);
  attempt("  JMP", jump);
  done();
  *where = value;
  attempt("  CALL", call_task);
  done();
}

PROGRAM(task_bad) {
  const u16 free = FREE;
  renew();
  gdt[TSS_OTHER >> 3] = segment((u32)&other, 0x66, 0x89, 0);
  attempt("limit too small", jump);
  done();
  gdt[TSS_OTHER >> 3] = segment((u32)&other, 0x67, 0x09, 0);
  attempt("not present", jump);
  done();
  gdt[TSS_OTHER >> 3] = segment((u32)&other, 0x67, 0x8B, 0);
  attempt("busy", jump);
  done();
  gdt[TSS_OTHER >> 3] = segment((u32)&other, 0x67, 0x82, 0);
  attempt("an LDT", jump);
  done();
  attempt("selector in the LDT", jump_ldt);
  done();
  attempt("to itself by JMP", jump_self);
  done();
  attempt("to itself by CALL", call_self);
  done();
  tss_main.link = TSS_OTHER;
  attempt("IRET with NT to one that is not busy", nt_iret);
  done();
  tss_main.link = 0;
  attempt("IRET with NT to null", nt_iret);
  done();
  tss_main.link = 0x204;
  attempt("IRET with NT to an LDT's", nt_iret);
  done();
  field("DS beyond", &other.ds, 0x200);
  field("ES a TSS", &other.es, TSS_MAIN);
  field("FS null", &other.fs, 0);
  gdt[free >> 3] = segment(0, 0xFFFFF, 0x12, 0xC);
  field("GS not present", &other.gs, free);
}
