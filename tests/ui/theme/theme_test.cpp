// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/theme/theme.hpp"

#include <cmath>

#include <QFontInfo>
#include <gtest/gtest.h>

namespace vectorscope {
namespace {

class EveryTheme : public ::testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Themes, EveryTheme, ::testing::Values("dark", "light", "print"));

TEST_P(EveryTheme, HasEveryColour) {
  const auto loaded = load_theme(GetParam());
  ASSERT_TRUE(loaded) << loaded.error().text;
  EXPECT_TRUE(loaded->heat[4].isValid());
  EXPECT_TRUE(loaded->console[15].isValid());
}

TEST_P(EveryTheme, StyleSheetHasNoUnknownColour) {
  const QString sheet = style_sheet(load_theme(GetParam()).value());
  EXPECT_FALSE(sheet.isEmpty());
  EXPECT_FALSE(sheet.contains("magenta"));
  EXPECT_FALSE(sheet.contains('@'));
}

double channel(double share) {
  return share <= 0.03928 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& c) {
  return 0.2126 * channel(c.redF()) + 0.7152 * channel(c.greenF()) + 0.0722 * channel(c.blueF());
}

double contrast(const QColor& a, const QColor& b) {
  const double high = std::max(luminance(a), luminance(b)), low = std::min(luminance(a), luminance(b));
  return (high + 0.05) / (low + 0.05);
}

TEST_P(EveryTheme, TextCanBeReadOnEverySurface) {
  const Theme theme = load_theme(GetParam()).value();
  for (const QColor& surface : {theme.background, theme.panel, theme.card}) {
    EXPECT_GE(contrast(theme.text, surface), 7);
    EXPECT_GE(contrast(theme.text2, surface), 4.5);
    EXPECT_GE(contrast(theme.text3, surface), 3.5);
  }
  EXPECT_GE(contrast(theme.on_accent, theme.accent), 4.5);
  EXPECT_GE(contrast(theme.ipi, theme.panel), 4.5);
  EXPECT_GE(contrast(theme.swap, theme.panel), 7);
  EXPECT_GE(contrast(theme.holds_lock, theme.panel), 7);
}

TEST(Theme, ErrorNamesTheMissingColour) {
  const auto theme = parse_theme("mine", "background = \"#000000\"");
  ASSERT_FALSE(theme);
  EXPECT_NE(theme.error().text.find("\"panel\""), std::string::npos) << theme.error().text;
}

TEST(Theme, BrokenFileIsAnError) {
  EXPECT_FALSE(parse_theme("mine", "background = "));
  EXPECT_FALSE(load_theme("none-such"));
}

TEST(Theme, HeatRunsFromFirstToLastColour) {
  const Theme theme = load_theme("dark").value();
  EXPECT_EQ(theme.heat_at(0), theme.heat[0]);
  EXPECT_EQ(theme.heat_at(0.25), theme.heat[1]);
  EXPECT_EQ(theme.heat_at(7), theme.heat[4]);
}

TEST(Theme, ScaleMultipliesSizes) {
  const Theme theme = load_theme("dark").value();
  EXPECT_TRUE(style_sheet(theme, 1).contains("font-size: 13px"));
  EXPECT_TRUE(style_sheet(theme, 2).contains("font-size: 26px"));
}

TEST(Theme, FontsAreTheBundledOnes) {
  EXPECT_EQ(QFontInfo(sans_font()).family(), "DejaVu Sans");
  EXPECT_EQ(QFontInfo(mono_font()).family(), "DejaVu Sans Mono");
  EXPECT_EQ(sans_font(17).pixelSize(), 17);
}

}  // namespace
}  // namespace vectorscope
