// SPDX-License-Identifier: CC0-1.0
// x87 results bit for bit: the four operations, rounding and precision control,
// conversions, BCD (SDM 1, chapter 8).
#include "guest.h"

static u8 result[16];
#define SHOW(what, code)                                        \
  do {                                                          \
    __asm__ volatile("fninit\n" code "\n fstpt %0" : "=m"(result)); \
    dump(what, result, 10);                                     \
  } while (0)

static u16 control;
static void with_control(u16 value) {
  control = value;
  u32 a = 0, b = 0;
  static const u64 kTenth = 0x3FB999999999999Aull;
  static u64 product;
  __asm__ volatile("fninit\n fldcw %3\n fldl %4\n fmull %4\n fstpl %2\n fldl %4\n fistpl %0\n fldpi\n fldl2e\n fmulp\n fchs\n fistpl %1"
                   : "=m"(a), "=m"(b), "=m"(product) : "m"(control), "m"(kTenth));
  print("control %h: 0.1 is %x, -pi*log2(e) is %x, 0.1*0.1 %x%x\n", (u32)value, a, b, (u32)(product >> 32), (u32)product);
}

PROGRAM(fpu_arithmetic) {
  SHOW("1/3", "fld1\n fld1\n fadd %%st(0), %%st\n fadd %%st(1), %%st\n fdivrp");
  SHOW("pi*pi", "fldpi\n fmul %%st(0), %%st");
  SHOW("sqrt(2)", "fld1\n fadd %%st(0), %%st\n fsqrt");
  SHOW("1-pi", "fld1\n fldpi\n fsubrp");
  SHOW("pi rounded", "fldpi\n frndint");
  SHOW("scale", "fldl2e\n fldpi\n fscale\n fstp %%st(1)");
  SHOW("extract", "fldpi\n fxtract\n fstp %%st(0)");
  SHOW("abs", "fldpi\n fchs\n fabs");
  SHOW("infinity", "fld1\n fldz\n fdivrp");
  SHOW("NaN", "fldz\n fldz\n fdivrp");
  for (u16 value = 0x37F; value <= 0xF7F; value = (u16)(value + 0x400)) with_control(value);
  with_control(0x27F);
  static u8 bcd[10];
  __asm__ volatile("fninit\n fldl2t\n fldpi\n fmulp\n fldl2t\n fmulp\n fbstp %0" : "=m"(bcd));
  dump("BCD", bcd, 10);
  static u64 wide;
  __asm__ volatile("fninit\n fldpi\n fchs\n fistpq %0" : "=m"(wide));
  print("64-bit integer %x%x\n", (u32)(wide >> 32), (u32)wide);
  static u16 narrow;
  __asm__ volatile("fninit\n fldlg2\n fldl2t\n fmulp\n fistps %0" : "=m"(narrow));
  print("16-bit integer %h\n", (u32)narrow);
}
