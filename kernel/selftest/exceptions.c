// SPDX-License-Identifier: CC0-1.0
// Raises what can be raised without paging, and looks at the frames: the error
// code or the dummy, where EIP points to (SDM vol. 3, 6.5 and 6.15), and that
// the stack afterwards is what it was.

#include "cpu/cpu.h"
#include "handlers/handles.h"
#include "selftest/selftest.h"

#define SPARE_VECTOR 0x30u

// Set by RAISE: where the exception comes (label 1), where to go on (label 2),
// and by how much the stack is off afterwards.
uint32_t probe_site, probe_resume, probe_esp;
static struct frame last;
static uint32_t caught;

static void probe_normal(struct frame *frame)
{
    last = *frame;
    caught++;
    frame->eip = probe_resume;
}

#define RAISE(...)                                                                                           \
    __asm__ volatile("movl $1f, probe_site\n\t"                                                              \
                     "movl $2f, probe_resume\n\t"                                                            \
                     "movl %%esp, probe_esp\n\t" __VA_ARGS__ "\n"                                            \
                     "2:\tsubl %%esp, probe_esp"                                                             \
                     :                                                                                       \
                     : "d"(&out_of_bounds), "S"(0x30), "D"(0xFFF8)                                           \
                     : "eax", "ecx", "memory", "cc")

static const int32_t out_of_bounds[2] = {1, 2};

static const char *where(uint32_t eip)
{
    if (eip == probe_site)
        return "at it";
    return eip == probe_resume ? "behind it" : "elsewhere";
}

static void report(uint32_t vector, const char *name, uint32_t error, bool fault)
{
    const uint32_t eip = fault ? probe_site : probe_resume;

    found(caught == 1 && last.vector == vector && last.error == error && last.eip == eip &&
              last.cs == SELECTOR_CODE && probe_esp == 0,
          "exception %u %s: caught %u, vector %u, error %x, eip %s, cs %x, stack off by %u", vector, name,
          caught, last.vector, last.error, where(last.eip), last.cs, probe_esp);
    caught = 0;
}

#define TRY(vector, name, error, fault, ...)                                                                 \
    do {                                                                                                     \
        handler *before = *slot_at(vector);                                                                  \
        reg_handle(vector, probe_normal);                                                                    \
        RAISE(__VA_ARGS__);                                                                                  \
        report(vector, name, error, fault);                                                                  \
        reg_handle(vector, before);                                                                          \
    } while (0)

// A copy of the GDT with one descriptor more, at 30h in place of a TSS that only
// a second core has loaded: data that is not present.
static void with_absent_segment(void)
{
    uint64_t copy[8];
    struct descriptor_table own, other = {sizeof copy - 1, (uint32_t)copy};

    __asm__ volatile("sgdt %0" : "=m"(own));
    for (uint32_t i = 0; i < 8; i++)
        copy[i] = ((const uint64_t *)own.base)[i];
    copy[6] = 0x00CF12000000FFFFull;
    __asm__ volatile("lgdt %0" : : "m"(other), "m"(copy));
    TRY(11, "#NP", 0x30, true, "1:\tmovw %%si, %%gs");
    TRY(12, "#SS", 0x30, true, "1:\tmovw %%si, %%ss");
    TRY(13, "#GP", 0xFFF8, true, "1:\tmovw %%di, %%gs");
    __asm__ volatile("lgdt %0" : : "m"(own));
}

void test_exceptions(void)
{
    TRY(0, "#DE", 0, true, "xorl %%ecx, %%ecx\n1:\tdivl %%ecx");
    TRY(3, "#BP", 0, false, "1:\tint3");
    TRY(4, "#OF", 0, false, "movb $127, %%al\n\taddb $1, %%al\n1:\tinto");
    TRY(5, "#BR", 0, true, "xorl %%eax, %%eax\n1:\tbound %%eax, (%%edx)");
    TRY(6, "#UD", 0, true, "1:\tud2");
    TRY(7, "#NM", 0, true, "movl %%cr0, %%eax\n\torb $8, %%al\n\tmovl %%eax, %%cr0\n1:\tfnop");
    __asm__ volatile("clts");
    with_absent_segment();
    TRY(SPARE_VECTOR, "int 30h", 0, false, "1:\tint $0x30");
}
