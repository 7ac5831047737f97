// SPDX-License-Identifier: CC0-1.0
// What a segment's type and presence allow: read-only data, code that may be read
// or not, null selectors (SDM 3A, 5.5 and 5.4.1).
// manual: SDM 3A, 5.4.1 and 5.5: QEMU looks at no types, and reads and writes by null selectors.
//   qemu:   read-only: reads ....... writes .........
//   manual: read-only: reads ....... writes GGGGGGGGG
//   qemu:   code: reads ....... writes .........
//   manual: code: reads ....... writes GGGGGGGGG
//   qemu:   null: reads ....... writes .........
//   manual: null: reads GGGGGGG writes GGGGGGGGG
//   qemu:   null 3: reads ....... writes .........
//   manual: null 3: reads GGGGGGG writes GGGGGGGGG
//   qemu:   DS null: ., stack ., code .; ES null: ., others .; no access .
//   manual: DS null: G, stack ., code .; ES null: G, others .; no access .
//   qemu:   CS: read ., write .; execute-only: read ., other data .
//   manual: CS: read ., write G; execute-only: read G, other data .
//   qemu:   POP to read-only: done cs 0008 flags 00000002 frame own-12 fs=00000070
//   manual: POP to read-only: #GP(0000) at +4 cs 0008 flags 00000002 frame own-20 fs=00000070
#include "guest.h"

enum { READ_ONLY = FREE, CODE_READ = FREE + 8, CODE_ONLY = FREE + 16, MEMORY = 0x20000 };

ROUTINE(load, "movw %ax, %fs\n movl %fs:0x20000, %ecx\n ret");
ROUTINE(compare, "movw %ax, %fs\n cmpl %ecx, %fs:0x20000\n ret");
ROUTINE(test, "movw %ax, %fs\n testb $1, %fs:0x20000\n ret");
ROUTINE(bit_test, "movw %ax, %fs\n btl $1, %fs:0x20000\n ret");
ROUTINE(push, "movw %ax, %fs\n pushl %fs:0x20000\n popl %ecx\n ret");
ROUTINE(multiply, "movw %ax, %fs\n movl $1, %ecx\n xorl %edx, %edx\n imull %fs:0x20000, %ecx\n ret");
ROUTINE(copy_from, "movw %ax, %fs\n movl $0x20000, %esi\n movl $0x20010, %edi\n movsb %fs:(%esi), %es:(%edi)\n ret");

ROUTINE(store, "movw %ax, %fs\n movl %ecx, %fs:0x20000\n ret");
ROUTINE(add, "movw %ax, %fs\n addl $0, %fs:0x20000\n ret");
ROUTINE(exchange, "movw %ax, %fs\n xchgl %ecx, %fs:0x20000\n ret");
ROUTINE(bit_set, "movw %ax, %fs\n btsl $1, %fs:0x20000\n ret");
ROUTINE(not_equal, "movw %ax, %fs\n movl $77, %eax\n cmpxchgl %ecx, %fs:0x20004\n ret");
ROUTINE(pop, "movw %ax, %fs\n pushl $0\n popl %fs:0x20000\n ret");
ROUTINE(set, "movw %ax, %fs\n setc %fs:0x20000\n ret");
ROUTINE(float_store, "movw %ax, %fs\n fnstcw %fs:0x20000\n ret");
ROUTINE(locked, "movw %ax, %fs\n lock xaddl %ecx, %fs:0x20000\n ret");
ROUTINE(shift, "movw %ax, %fs\n shll $0, %fs:0x20000\n ret");

ROUTINE(null_ds, "xorl %eax, %eax\n movw %ax, %ds\n movl 0x20000, %ecx\n ret");
ROUTINE(null_ds_stack, "xorl %eax, %eax\n movw %ax, %ds\n pushl %ecx\n movl (%esp), %ecx\n popl %ecx\n ret");
ROUTINE(null_ds_code, "xorl %eax, %eax\n movw %ax, %ds\n movl %cs:0x20000, %ecx\n ret");
ROUTINE(null_es, "xorl %eax, %eax\n movw %ax, %es\n movl $0x20000, %edi\n stosb\n ret");
ROUTINE(null_es_other, "xorl %eax, %eax\n movw %ax, %es\n movl $0x20000, %esi\n lodsb\n movl 0x20000, %eax\n ret");
ROUTINE(null_no_access, "xorl %eax, %eax\n movw %ax, %ds\n movw %ax, %es\n leal 0x20000, %ecx\n ret");
ROUTINE(read_by_code, "movl %cs:0x20000, %ecx\n ret");
ROUTINE(write_by_code, "movl %ecx, %cs:0x20000\n ret");
ROUTINE(read_only_code, "ljmp $0x80, $1f\n1: movl %cs:0x20000, %ecx\n ret");
ROUTINE(data_in_only_code, "ljmp $0x80, $1f\n1: movl 0x20000, %ecx\n ret");

static const u8 *const kReads[] = {load, compare, test, bit_test, push, multiply, copy_from};
static const u8 *const kWrites[] = {store, add, exchange, bit_set, not_equal, set, float_store, locked, shift};

static void all(const char *what, u32 selector) {
  print("%s: reads ", what);
  for (unsigned i = 0; i < sizeof kReads / sizeof *kReads; ++i) print("%c", probe(kReads[i], selector, 0, 0));
  print(" writes ");
  for (unsigned i = 0; i < sizeof kWrites / sizeof *kWrites; ++i) print("%c", probe(kWrites[i], selector, 0, 0));
  print("\n");
}

PROGRAM(limits_rights) {
  memset((void *)MEMORY, 0, 0x100);
  gdt[READ_ONLY >> 3] = segment(0, 0xFFFFF, 0x90, 0xC);
  gdt[CODE_READ >> 3] = segment(0, 0xFFFFF, 0x9A, 0xC);
  gdt[CODE_ONLY >> 3] = segment(0, 0xFFFFF, 0x98, 0xC);
  all("writable", DATA0);
  all("read-only", READ_ONLY);
  all("code", CODE_READ);
  all("null", 0);
  all("null 3", 3);
  print("DS null: %c, stack %c, code %c; ES null: %c, others %c; no access %c\n", probe(null_ds, 0, 0, 0), probe(null_ds_stack, 0, 0, 0),
        probe(null_ds_code, 0, 0, 0), probe(null_es, 0, 0, 0), probe(null_es_other, 0, 0, 0), probe(null_no_access, 0, 0, 0));
  print("CS: read %c, write %c; execute-only: read %c, other data %c\n", probe(read_by_code, 0, 0, 0), probe(write_by_code, 0, 0, 0),
        probe(read_only_code, 0, 0, 0), probe(data_in_only_code, 0, 0, 0));
  const struct attempt how = {.eax = READ_ONLY};
  attempt_as(&how, "POP to read-only", pop);
}
