// SPDX-License-Identifier: GPL-2.0-or-later
// The program's own labs and its kernel, for tests that run them.
#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

#include "emu/lab/lab_file.hpp"
#include "emu/lab/lab_run.hpp"
#include "emu/load/bundled.hpp"

namespace vectorscope::test {

inline std::shared_ptr<const Image> kernel() {
  static const auto image = [] {
    auto loaded = bundled_kernel();
    EXPECT_TRUE(loaded) << loaded.error().text;
    return std::make_shared<const Image>(std::move(*loaded));
  }();
  return image;
}

/// What its file says.
inline std::string text_of(const std::string& name) {
  for (const auto& lab : bundled_labs()) {
    if (lab.name == name) return std::string(lab.text);
  }
  ADD_FAILURE() << "no lab " << name;
  return "";
}

inline Lab parsed(const std::string& text) {
  auto lab = parse_lab(text, "lab.toml");
  EXPECT_TRUE(lab) << (lab ? "" : lab.error().text);
  return lab ? std::move(*lab) : Lab{};
}

/// The script once, and so many random schedules.
inline VariantResult run(const Lab& lab, const Variant& variant, unsigned schedules) {
  LabRunOptions options;
  options.schedules = schedules;
  auto result = run_variant(lab, variant, kernel(), options);
  EXPECT_TRUE(result) << (result ? "" : result.error().text);
  return result ? std::move(*result) : VariantResult{};
}

}  // namespace vectorscope::test
