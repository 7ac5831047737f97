// SPDX-License-Identifier: CC0-1.0
// Runs the programs that the command line names, each on a machine as new: the
// image is put back as it was loaded, and the CPU's registers are set.
#include "guest.h"

extern const struct program programs_begin[], programs_end[];
extern u8 image_begin[], bss_begin[], bss_end[];
void reset_cpu(void);
void prepare_segments(void);
_Noreturn void runner(const u32 *multiboot);

enum { BACKUP = 0x1000000 };

#define KEEP __attribute__((section(".keep")))
static KEEP const char *wanted;  // "NAME,NAME" or nothing
static KEEP char command_line[4096];

static const char *after(const char *text, const char *key) {
  for (; *text; ++text) {
    unsigned i = 0;
    while (key[i] && text[i] == key[i]) ++i;
    if (!key[i]) return text + i;
  }
  return NULL;
}

static bool is_wanted(const struct program *program) {
  if (!wanted) return !program->alone;
  for (const char *at = wanted; at; at = after(at, ",")) {
    unsigned i = 0;
    while (program->name[i] && at[i] == program->name[i]) ++i;
    if (!program->name[i] && (at[i] == ',' || at[i] == 0 || at[i] == ' ')) return true;
  }
  return false;
}

void prepare(void) {
  prepare_segments();
  reset_cpu();
  static const u8 kPic[2][4] = {{0x11, 0x20, 4, 1}, {0x11, 0x28, 2, 1}};
  for (unsigned pic = 0; pic < 2; ++pic) {
    const u16 port = pic ? 0xA0 : 0x20;
    outb(port, kPic[pic][0]);
    for (unsigned i = 1; i < 4; ++i) outb(port + 1, kPic[pic][i]);
    outb(port + 1, 0xFF);
  }
}

static unsigned count_wanted(void) {
  unsigned count = 0;
  for (const struct program *p = programs_begin; p < programs_end; ++p) count += is_wanted(p);
  return count;
}

static void run_one(const struct program *program, bool again) {
  if (again) memcpy(image_begin, (void *)BACKUP, (u32)(bss_begin - image_begin));
  if (again) memset(bss_begin, 0, (u32)(bss_end - bss_begin));
  memset((void *)LOW_CODE, 0, 0x20000);
  prepare();
  print("=== %s\n", program->name);
  program->run();
  prepare();
  print("--- end\n");
}

void runner(const u32 *multiboot) {
  const char *line = (multiboot[0] & 4) ? (const char *)multiboot[4] : "";
  for (unsigned i = 0; i < sizeof command_line - 1 && line[i]; ++i) command_line[i] = line[i];
  wanted = after(command_line, "only=");
  const bool several = count_wanted() > 1;
  if (several) memcpy((void *)BACKUP, image_begin, (u32)(bss_begin - image_begin));
  for (const struct program *p = programs_begin; p < programs_end; ++p)
    if (is_wanted(p)) run_one(p, several);
  outl(0xF4, 0);
  for (;;) __asm__ volatile("hlt");
}
