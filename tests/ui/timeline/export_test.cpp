// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/timeline/export_timeline.hpp"

#include <QFile>
#include <QImage>
#include <QImageReader>
#include <QTemporaryDir>
#include <gtest/gtest.h>

#include "tests/ui/timeline/invented.hpp"
#include "ui/theme/theme.hpp"

namespace vectorscope {
namespace {

class Export : public ::testing::Test {
 protected:
  QString path(const char* name) { return folder.filePath(name); }
  QByteArray bytes(const char* name) {
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }
  void write(const char* name, const ExportOptions& options = {}) {
    const auto done = export_timeline(path(name), *timeline, options);
    ASSERT_TRUE(done) << done.error().text;
  }
  std::string refused(const char* name, const ExportOptions& options = {}) {
    const auto done = export_timeline(path(name), *timeline, options);
    EXPECT_FALSE(QFile::exists(path(name)));
    return done ? std::string() : done.error().text;
  }

  QTemporaryDir folder;
  std::shared_ptr<const Timeline> timeline = invented();
};

TEST_F(Export, TwiceGivesTheSameBytes) {
  for (const auto& [first, second] : {std::pair{"a.png", "b.png"}, std::pair{"a.svg", "b.svg"}}) {
    write(first);
    write(second);
    EXPECT_FALSE(bytes(first).isEmpty());
    EXPECT_EQ(bytes(first), bytes(second)) << first;
  }
}

TEST_F(Export, PngSaysWhatItShows) {
  ExportOptions options;
  options.title = "Two cores take the same lock";
  options.lab = "twin-swap";
  write("a.png", options);
  const QImage image(path("a.png"));
  ASSERT_FALSE(image.isNull());
  EXPECT_EQ(image.text("Title"), options.title);
  EXPECT_TRUE(image.text("Description").startsWith("twin-swap"));
  EXPECT_TRUE(image.text("Description").contains("4 cores"));
}

TEST_F(Export, ScaleMultipliesThePixels) {
  ExportOptions options;
  write("1.png", options);
  const QSize size = QImage(path("1.png")).size();
  EXPECT_EQ(size.width(), 1600);
  for (const int scale : {2, 4}) {
    options.scale = scale;
    write("n.png", options);
    EXPECT_EQ(QImage(path("n.png")).size(), size * scale);
  }
}

TEST_F(Export, PaintsStatesAndTitle) {
  write("a.png");
  const QImage image(path("a.png"));
  const Theme theme = load_theme("dark").value();
  int handler = 0, dead = 0, text = 0;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x) {
      handler += image.pixelColor(x, y) == theme.handler;
      dead += image.pixelColor(x, y) == theme.dead_bg;
      text += y < 40 && image.pixelColor(x, y) == theme.text;
    }
  EXPECT_GT(handler, 1000);
  EXPECT_GT(dead, 1000);
  EXPECT_GT(text, 50) << "the title";
}

TEST_F(Export, SvgHoldsTextAsText) {
  ExportOptions options;
  options.title = "A title";
  write("a.svg", options);
  const QByteArray svg = bytes("a.svg");
  EXPECT_TRUE(svg.contains("<title>A title</title>"));
  EXPECT_TRUE(svg.contains(">core 3</text>"));
  EXPECT_FALSE(svg.contains("<image")) << "no pixels in a vector picture";
}

TEST_F(Export, PdfIsAPdf) {
  write("a.pdf");
  EXPECT_TRUE(bytes("a.pdf").startsWith("%PDF-"));
}

TEST_F(Export, EveryThemeAndChosenLanes) {
  ExportOptions options;
  write("all.png", options);
  options.lanes = {3, 1, 0, 2, 3};
  for (const char* theme : {"dark", "light", "print"}) {
    options.theme = theme;
    write("some.png", options);
  }
  EXPECT_GT(QImage(path("some.png")).height(), QImage(path("all.png")).height());
}

TEST_F(Export, WrongUseIsOneLineAndNoFile) {
  EXPECT_NE(refused("a.gif").find(".png, .svg or .pdf"), std::string::npos);
  ExportOptions options;
  options.scale = 3;
  EXPECT_NE(refused("a.png", options).find("scale 3"), std::string::npos);
  options = {};
  options.lanes = {9};
  EXPECT_NE(refused("a.png", options).find("no core 9"), std::string::npos);
  options = {};
  options.theme = "mauve";
  EXPECT_NE(refused("a.png", options).find("mauve"), std::string::npos);
  options = {};
  options.range = {{10, 10}};
  EXPECT_NE(refused("a.png", options).find("empty"), std::string::npos);
}

TEST_F(Export, AFolderThatIsNotThereIsSaid) {
  const auto done = export_timeline(path("none/a.png"), *timeline);
  ASSERT_FALSE(done);
  EXPECT_NE(done.error().text.find("none/a.png"), std::string::npos);
}

TEST_F(Export, ATimelineWithoutSteps) {
  timeline = timeline_of(EventLog(), 2, 0);
  write("a.png");
  EXPECT_FALSE(QImage(path("a.png")).isNull());
}

}  // namespace
}  // namespace vectorscope
