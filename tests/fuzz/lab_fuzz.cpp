// SPDX-License-Identifier: GPL-2.0-or-later
// Whatever the text, parse_lab returns a lab whose script fits its machine, or
// one line with the file's name.
#include <cstdlib>

#include "emu/lab/lab_file.hpp"
#include "tests/fuzz/seeds.hpp"

namespace {

using namespace vectorscope;

void require(bool condition) {
  if (!condition) std::abort();
}

void check_script(const Script& script, unsigned cores) {
  require(!script.empty());
  for (const Statement& statement : script) {
    require(statement.line > 0);
    require(statement.core == kNoCore || statement.core < cores);
    require((statement.kind == Statement::Kind::Until) == !statement.conditions.empty());
    for (const Condition& condition : statement.conditions)
      require(condition.core == kNoCore || condition.core < cores);
  }
}

std::vector<std::vector<std::uint8_t>> seeds() {
  std::vector<std::vector<std::uint8_t>> seeds;
  for (const BundledLab& lab : bundled_labs()) seeds.emplace_back(lab.text.begin(), lab.text.end());
  return seeds;
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  fuzz::give_seeds(argc, argv, seeds());
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto lab = parse_lab({reinterpret_cast<const char*>(data), size}, "fuzz");
  if (!lab) {
    require(lab.error().text.starts_with("fuzz:"));
    require(lab.error().text.find('\n') == std::string::npos);
    return 0;
  }
  require(lab->variants.size() == lab->expected.size() && !lab->variants.empty());
  require(lab->machine.cores >= 1 && lab->machine.cores <= kMaxCores);
  check_script(lab->directed.script, lab->machine.cores);
  check_script(lab->random.script, lab->machine.cores);
  return 0;
}
