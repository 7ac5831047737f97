// SPDX-License-Identifier: CC0-1.0
// ENTER with nesting levels copies frame pointers; LEAVE undoes it (SDM 2A, ENTER).
#include "guest.h"

ROUTINE(plain, "movl %esp, %esi\n enter $16, $0\n movl %esp, %eax\n subl %esi, %eax\n movl %ebp, %ebx\n subl %esi, %ebx\n movl (%ebp), %ecx\n leave\n movl %esp, %edx\n subl %esi, %edx\n xorl %esi, %esi\n ret");
ROUTINE(one_level, "movl %esp, %esi\n enter $8, $1\n movl %esp, %eax\n subl %esi, %eax\n movl %ebp, %ebx\n subl %esi, %ebx\n movl -4(%ebp), %ecx\n subl %esi, %ecx\n leave\n movl %esp, %edx\n subl %esi, %edx\n xorl %esi, %esi\n ret");
// Three levels inside one of two: the display of the outer one is copied.
ROUTINE(levels, "movl %esp, %esi\n pushl $0x11\n pushl $0x22\n pushl $0x33\n leal 4(%esp), %ebp\n enter $0, $3\n movl -4(%ebp), %eax\n movl -8(%ebp), %ebx\n"
                " movl -12(%ebp), %ecx\n subl %esi, %ecx\n movl %esp, %edx\n subl %esi, %edx\n movl %esi, %esp\n movl $0, %ebp\n xorl %esi, %esi\n ret");
ROUTINE(many, "movl %esp, %esi\n movl %esp, %ebp\n subl $0x100, %ebp\n enter $4, $0x3F\n movl %esp, %eax\n subl %esi, %eax\n movl %ebp, %ebx\n subl %esi, %ebx\n movl %esi, %esp\n movl $0, %ebp\n xorl %esi, %esi\n ret");
ROUTINE(leave_nothing, "movl $0x40001000, %ebp\n leave\n ret");

PROGRAM(enter_leave) {
  const struct attempt how = {.ebp = 0x12345678};
  attempt_as(&how, "level 0", plain);
  attempt_as(&how, "level 1", one_level);
  attempt_as(&how, "level 3", levels);
  attempt_as(&how, "level 31 of 63", many);
  paging_on(0);
  map(VIRTUAL, (u32)page_pool[0], P | W | U);
  attempt_in(3, "LEAVE from a missing page", leave_nothing);
}
