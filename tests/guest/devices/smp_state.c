// SPDX-License-Identifier: CC0-1.0
// What STARTUP leaves in a core: real mode at the page, no interrupts, CR0 and the
// descriptor tables as after INIT, its own APIC ID in CPUID, MSR 1B without the mark of
// the first one (SDM 3A, table 9-1).
#include "devices.h"

enum { PAGE = 0x8000, RESULT = 0x9000 };
__asm__(
    ".pushsection .text\n.code16\n"
    "state_begin: pushfw\n"
    " movl %eax, %cs:0xF00\n movl %ebx, %cs:0xF04\n movl %esp, %cs:0xF08\n"
    " movw %cs, %cs:0xF0C\n movw %ds, %cs:0xF10\n movw %ss, %cs:0xF14\n"
    " movl %cr0, %eax\n movl %eax, %cs:0xF18\n"
    " pushfl\n popl %cs:0xF1C\n"
    " movl %cr3, %eax\n movl %eax, %cs:0xF20\n movl %cr4, %eax\n movl %eax, %cs:0xF24\n"
    " movl %cr2, %eax\n movl %eax, %cs:0xF38\n sgdtl %cs:0xF40\n"
    " movl %dr7, %eax\n movl %eax, %cs:0xF50\n movl %edx, %esi\n"
    " movl $1, %eax\n cpuid\n cmpl %eax, %esi\n sete %cs:0xF54\n shrl $24, %ebx\n movl %ebx, %cs:0xF28\n"
    " movl $0x1B, %ecx\n rdmsr\n movl %eax, %cs:0xF2C\n"
    " sidtl %cs:0xF30\n"
    " movl $1, %cs:0xF3C\n"
    "1: cli\n hlt\n jmp 1b\n"
    "state_end:\n.code32\n"
    ".popsection\n");
extern const u8 state_begin[], state_end[];

// Leaves everything as it should not be found again.
static void disturb(void) {
  load_ldt(LDT);
  load_tr(TSS_OTHER);
  write_dr7(0x455);
  write_cr2(0x12345678);
  write_cr4(read_cr4() | 0x10);
  write_cr3((u32)page_directory);
  write_cr0(read_cr0() | 0x80010000u);
  __asm__ volatile("pushl $0x3ED7\n popfl" : : : "memory", "cc");
  core_said[2] = 1;
  for (;;) __asm__ volatile("hlt");
}

static void look(u32 core) {
  memset((void *)PAGE, 0, 0x1000);
  memcpy((void *)PAGE, state_begin, (u32)state_end - (u32)state_begin);
  volatile u32 *said = (volatile u32 *)(PAGE + 0xF00);
  lapic_write(0x310, core << 24);
  lapic_write(0x300, 0x4500);
  sleep_ms(1);
  lapic_write(0x310, core << 24);
  lapic_write(0x300, 0x4608);
  SOON(said[15] != 0);
  print("core %u\n eax %x ebx %x cs %h ds %h ss %h flags %x\n", core, said[0], said[1], said[3] & 0xFFFF, said[4] & 0xFFFF,
        said[5] & 0xFFFF, said[7]);
  print(" cr0 %x cr2 %x cr3 %x cr4 %x ID %u base %x\n", said[6], said[14], said[8], said[9], said[10], said[11]);
  print(" idt %h %x gdt %h %x dr7 %x; EDX is CPUID's signature %u\n", said[12] & 0xFFFF, *(volatile u32 *)(PAGE + 0xF32),
        said[16] & 0xFFFF, *(volatile u32 *)(PAGE + 0xF42), said[20], said[21] & 0xFF);
}

PROGRAM(smp_state) {
  devices_begin();
  look(1);
  paging_on(0);
  gdt[LDT >> 3] = segment((u32)gdt, 0x3F, 0x82, 0);
  gdt[TSS_OTHER >> 3] = segment((u32)&tss_main, 0x67, 0x89, 0);
  page_directory[LAPIC >> 22] = (LAPIC & 0xFFC00000) | PS | PCD | P | W;
  write_cr4(read_cr4() | 0x10);
  write_cr3(read_cr3());
  start_core(2, disturb);
  SOON(core_said[2] != 0);
  look(2);
  stop_cores();
}
