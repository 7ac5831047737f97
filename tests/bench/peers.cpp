// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/peers.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <system_error>
#include <vector>

#include "emu/base/file.hpp"

namespace vectorscope::bench {

namespace {

constexpr unsigned kLongestSeconds = 300;

/// A folder that goes with its owner.
class Folder {
 public:
  Folder() { if (mkdtemp(path_.data()) == nullptr) path_.clear(); }
  ~Folder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] std::string file(const char* name) const { return path_ + "/" + name; }

 private:
  std::string path_ = (std::filesystem::temp_directory_path() / "vectorscope-XXXXXX").string();
};

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

[[noreturn]] void become(const std::vector<std::string>& command) {
  std::vector<char*> arguments;
  for (const auto& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const int nowhere = open("/dev/null", O_RDWR);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(nowhere, stream);
  setenv("TERM", "dumb", 0);  // Bochs draws its text screen, to nowhere
  alarm(kLongestSeconds);     // outlives exec: a guest that hangs ends too
  execvp(arguments[0], arguments.data());
  _exit(127);
}

/// Both peers end with 1 when the guest switches them off.
Result<double> processor_seconds_of(const std::vector<std::string>& command) {
  const pid_t child = fork();
  if (child < 0) return fail(command[0] + ": cannot be started");
  if (child == 0) become(command);
  int status = 0;
  rusage usage{};
  if (wait4(child, &status, 0, &usage) != child) return fail(command[0] + ": was lost");
  if (WIFEXITED(status) && WEXITSTATUS(status) == 127) return fail(command[0] + ": is not installed");
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 1) return fail(command[0] + ": the guest loop did not end it");
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void write_bochs_configuration(const Folder& folder, const Work& work, std::uint32_t quantum) {
  std::ofstream(folder.file("bochsrc"))
      << "config_interface: textconfig\n"
         "display_library: term\n"
         "megs: 32\n"
         "cpu: count=" << work.cores << ", quantum=" << quantum << ", ips=4000000\n"
         "romimage: file=/usr/share/bochs/BIOS-bochs-latest\n"
         "vgaromimage: file=/usr/share/vgabios/vgabios.bin\n"
         "floppya: 1_44=" << folder.file("floppy") << ", status=inserted\n"
         "boot: floppy\n"
         "log: /dev/null\n"
         "panic: action=fatal\n"
         "error: action=ignore\n"
         "info: action=ignore\n";
  std::ofstream(folder.file("commands")) << "continue\n";  // Debian's Bochs has its debugger built in
}

}  // namespace

Result<double> qemu_seconds(const Work& work) {
  const Folder folder;
  auto image = multiboot_image(work);
  if (!image) return tl::unexpected(image.error());
  if (auto written = write_file(folder.file("loop.elf"), *image); !written) return tl::unexpected(written.error());
  return processor_seconds_of({"qemu-system-i386", "-accel", "tcg,thread=single", "-smp", std::to_string(work.cores),
                               "-m", "16", "-nodefaults", "-display", "none", "-device",
                               "isa-debug-exit,iobase=0xf4,iosize=4", "-kernel", folder.file("loop.elf")});
}

Result<double> bochs_seconds(const Work& work, std::uint32_t quantum) {
  const Folder folder;
  auto floppy = boot_floppy(work);
  if (!floppy) return tl::unexpected(floppy.error());
  if (auto written = write_file(folder.file("floppy"), *floppy); !written) return tl::unexpected(written.error());
  write_bochs_configuration(folder, work, quantum);
  return processor_seconds_of({"bochs", "-q", "-f", folder.file("bochsrc"), "-rc", folder.file("commands")});
}

}  // namespace vectorscope::bench
