// SPDX-License-Identifier: CC0-1.0
// FNSTENV and FNSAVE: control, status and tag words, and what they reset (SDM 1,
// 8.1.10). The pointers to instruction and operand are left out.
#include "guest.h"

static u32 env[7];
static u8 area[108];

static void show(const char *what) {
  print("%s: control %h status %h tag %h\n", what, env[0] & 0xFFFF, env[1] & 0xFFFF, env[2] & 0xFFFF);
}

PROGRAM(fpu_environment) {
  __asm__ volatile("fninit\n fnstenv %0" : "=m"(env));
  show("after FNINIT");
  __asm__ volatile("fninit\n fld1\n fldz\n fldpi\n fnstenv %0" : "=m"(env));
  show("1, 0, pi");
  __asm__ volatile("fninit\n fld1\n fldz\n fdivrp\n fldz\n fnstenv %0" : "=m"(env));
  show("infinity, 0");
  __asm__ volatile("fninit\n fld1\n fdecstp\n fincstp\n fincstp\n ffree %%st(3)\n fnstenv %0" : "=m"(env));
  show("the top moved");
  __asm__ volatile("fninit\n fld1\n fldpi\n fnsave %0" : "=m"(area));
  memcpy(env, area, sizeof env);
  show("FNSAVE");
  dump("  ST0", area + 28, 10);
  dump("  ST1", area + 38, 10);
  __asm__ volatile("fnstenv %0" : "=m"(env));
  show("after it");
  __asm__ volatile("frstor %1\n fnstenv %0" : "=m"(env) : "m"(area));
  show("FRSTOR");
  u16 status = 0;
  __asm__ volatile("fninit\n fld1\n fldz\n fcompp\n fnstsw %0" : "=m"(status));
  print("0 < 1: %h\n", (u32)status);
  __asm__ volatile("fninit\n fldz\n fxam\n fnstsw %0" : "=m"(status));
  print("FXAM 0: %h\n", (u32)status);
  __asm__ volatile("fninit\n fxam\n fnstsw %0" : "=m"(status));
  print("FXAM empty: %h\n", (u32)status);
}
