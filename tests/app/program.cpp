// SPDX-License-Identifier: GPL-2.0-or-later
#include "program.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>

namespace vectorscope::program {
namespace {

void redirect(int to, const std::string& path) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ::dup2(file, to);
}

[[noreturn]] void become_program(const std::vector<std::string>& arguments,
                                 const std::filesystem::path& folder, const std::string& out,
                                 const std::string& err) {
  for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) ::unsetenv(name);
  if (::chdir(folder.c_str()) != 0) ::_exit(127);
  const int in = ::open("stdin", O_RDONLY);  // a file of the folder, or nothing
  ::dup2(in >= 0 ? in : ::open("/dev/null", O_RDONLY), STDIN_FILENO);
  redirect(STDOUT_FILENO, out);
  redirect(STDERR_FILENO, err);
  std::vector<char*> argv = {const_cast<char*>(VECTORSCOPE)};
  for (const auto& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  ::execv(VECTORSCOPE, argv.data());
  ::_exit(127);
}

std::string read_all(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void put(std::string& bytes, std::uint32_t value, int width) {
  for (int i = 0; i < width; ++i) bytes += static_cast<char>(value >> 8 * i);
}

}  // namespace

std::string Ended::hash() const {
  const auto line = out.rfind("hash ");
  if (line == std::string::npos || out.back() != '\n') return "";
  const auto text = out.substr(line + 5, out.size() - line - 6);
  return text.size() == 16 ? text : "";
}

Folder::Folder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "vectorscope.XXXXXX").string();
  path_ = ::mkdtemp(pattern.data());
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
  for (const char* end : {".out", ".err"}) std::filesystem::remove(path_.string() + end, ignored);
}

Ended Folder::run(const std::vector<std::string>& arguments, int interrupt_after_ms) const {
  const auto out = path_.string() + ".out", err = path_.string() + ".err";
  const pid_t child = ::fork();
  if (child == 0) become_program(arguments, path_, out, err);
  if (interrupt_after_ms > 0) {
    std::this_thread::sleep_for(std::chrono::milliseconds(interrupt_after_ms));
    ::kill(child, SIGINT);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return {code, read_all(out), read_all(err)};
}

void Folder::write(const std::string& name, const std::string& bytes) const {
  std::ofstream(path_ / name, std::ios::binary) << bytes;
}

std::string Folder::read(const std::string& name) const {
  return read_all(path_ / name);
}

std::vector<std::string> Folder::files() const {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(path_)) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

bool Folder::has(const std::string& name) const {
  return std::filesystem::exists(path_ / name);
}

// ELF-32 object file format, TIS 1.2: header, one program header, the code.
std::string tiny_elf(const std::string& code) {
  constexpr std::uint32_t kAt = 0x100000, kHeaders = 52 + 32;
  std::string elf(
      "\x7F"
      "ELF\1\1\1",
      7);
  elf.resize(16);
  put(elf, 2, 2), put(elf, 3, 2), put(elf, 1, 4);     // executable, i386, version
  put(elf, kAt, 4), put(elf, 52, 4), put(elf, 0, 4);  // entry, program headers, sections
  put(elf, 0, 4), put(elf, 52, 2), put(elf, 32, 2);   // flags, sizes of the headers
  put(elf, 1, 2), put(elf, 0, 2), put(elf, 0, 2), put(elf, 0, 2);
  const auto size = static_cast<std::uint32_t>(code.size());
  put(elf, 1, 4), put(elf, kHeaders, 4);  // PT_LOAD, offset
  put(elf, kAt, 4), put(elf, kAt, 4);     // virtual and physical address
  put(elf, size, 4), put(elf, size, 4), put(elf, 5, 4), put(elf, 4, 4);
  return elf + code;
}

}  // namespace vectorscope::program
