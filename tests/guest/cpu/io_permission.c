// SPDX-License-Identifier: CC0-1.0
// IOPL and the TSS's I/O permission bitmap (SDM 1, 18.5): all bits of a wide
// access, the map's end, CLI and STI.
#include "guest.h"

ROUTINE(in80, "inb $0x80, %al\n movb $0, %al\n ret");
ROUTINE(out80, "outb %al, $0x80\n ret");
ROUTINE(out80_dx, "movl $0x80, %edx\n outb %al, %dx\n ret");
ROUTINE(outw7f, "movl $0x7f, %edx\n outw %ax, %dx\n ret");
ROUTINE(outl7d, "movl $0x7d, %edx\n outl %eax, %dx\n ret");
ROUTINE(outs, "movl $0x80, %edx\n movl $0x100000, %esi\n outsb\n ret");
ROUTINE(cli_sti, "cli\n sti\n ret");
ROUTINE(cli_only, "cli\n ret");

static void all(unsigned ring, u32 eflags) {
  const struct attempt how = {.ring = ring, .eflags = eflags};
  attempt_as(&how, "  IN 80", in80);
  attempt_as(&how, "  OUT 80", out80);
  attempt_as(&how, "  OUT DX", out80_dx);
  attempt_as(&how, "  OUTW 7F", outw7f);
  attempt_as(&how, "  OUTL 7D", outl7d);
  attempt_as(&how, "  OUTSB", outs);
  attempt_as(&how, "  CLI, STI", cli_sti);
  attempt_as(&how, "  CLI", cli_only);
}

static void set_tss_limit(u32 limit) {
  gdt[TSS_MAIN >> 3] = segment((u32)&tss_main, limit, 0x89, 0);
  load_tr(TSS_MAIN);
}

PROGRAM(io_permission) {
  for (unsigned iopl = 0; iopl < 4; ++iopl) {
    for (unsigned ring = 0; ring < 4; ++ring) {
      print("IOPL %u, ring %u\n", iopl, ring);
      all(ring, iopl << 12);
    }
  }
  tss_main.io_map = 0x68;
  set_tss_limit(0x68 + 0x2000);
  print("bitmap all clear\n");
  all(3, 0);
  tss_main.io_bits[0x80 / 8] = 1;
  print("port 80 refused\n");
  all(3, 0);
  tss_main.io_bits[0x80 / 8] = 0;
  tss_main.io_bits[0x7F / 8] = 0x80;
  print("port 7F refused\n");
  all(3, 0);
  tss_main.io_bits[0x7F / 8] = 0;
  set_tss_limit(0x68 + 0x10);
  print("the map ends in the byte of port 80\n");
  all(3, 0);
  set_tss_limit(0x68 + 0x11);
  print("and one byte later\n");
  all(3, 0);
}
