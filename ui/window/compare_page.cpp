// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/window/compare_page.hpp"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

#include "ui/chart/comparison_chart.hpp"
#include "ui/chart/export_comparison.hpp"
#include "ui/models/comparison_model.hpp"
#include "ui/window/comparer.hpp"

namespace vectorscope {
namespace {

constexpr int kScrollBar = 12;
constexpr int kNarrowList = 104;  // a list where the window is narrow
constexpr unsigned kUsualCores = 4;

}  // namespace

ComparePage::ComparePage(QWidget* parent)
    : QWidget(parent),
      lab_(new QComboBox(this)),
      names_(new QComboBox(this)),
      cores_(new QComboBox(this)),
      columns_(new QComboBox(this)),
      progress_(new QLabel(this)),
      random_(new QToolButton(this)),
      again_(new QToolButton(this)),
      csv_(new QToolButton(this)),
      picture_(new QToolButton(this)),
      table_(new QTableView(this)),
      chart_(new ComparisonChart(this)),
      model_(new ComparisonModel(this)) {
  setObjectName("compare-page");
  table_->setObjectName("compare-table");
  table_->setModel(model_);
  table_->setSelectionMode(QAbstractItemView::NoSelection);
  table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table_->setShowGrid(false);
  table_->setAlternatingRowColors(true);
  table_->setFocusPolicy(Qt::NoFocus);
  table_->verticalHeader()->hide();
  table_->verticalHeader()->setDefaultSectionSize(24);
  table_->horizontalHeader()->setHighlightSections(false);
  connect(table_->horizontalHeader(), &QHeaderView::sectionClicked, this,
          [this](int section) { choose(section - ComparisonModel::kBefore); });
  table_->horizontalHeader()->setSectionsClickable(true);
  connect(table_, &QTableView::doubleClicked, this,
          [this](const QModelIndex& index) { choose_run(index.row()); });
  chart_->setObjectName("compare-chart");
  split_ = new QSplitter(Qt::Vertical, this);
  split_->addWidget(table_);
  split_->addWidget(chart_);
  split_->setChildrenCollapsible(false);
  split_->setStretchFactor(0, 0);
  split_->setStretchFactor(1, 1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(make_bar());
  column->addWidget(split_, 1);
}

ComparePage::~ComparePage() = default;

QWidget* ComparePage::make_bar() {
  auto* bar = new QWidget(this);
  auto* row = new QHBoxLayout(bar);
  row->setContentsMargins(12, 8, 12, 8);
  row->setSpacing(8);
  lab_->setObjectName("compare-lab");
  columns_->setObjectName("compare-column");
  names_->setObjectName("compare-measure");
  names_->setToolTip("What is measured");
  cores_->setObjectName("compare-cores");
  cores_->setToolTip("With how many cores: they are run anew");
  for (auto* list : {names_, cores_, columns_})
    list->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  for (auto* list : {names_, cores_}) list->hide();
  for (auto* list : {lab_, names_, columns_}) list->setMinimumWidth(kNarrowList);
  progress_->setObjectName("compare-progress");
  progress_->setProperty("dim", true);
  random_->setObjectName("compare-random");
  random_->setText("Random schedules");
  random_->setCheckable(true);
  random_->setToolTip("Try each variant with the lab's random schedules, too: that takes a while");
  random_->hide();
  again_->setObjectName("compare-again");
  again_->setText("Run again");
  csv_->setObjectName("compare-csv");
  csv_->setText("Export CSV…");
  picture_->setObjectName("compare-picture");
  picture_->setText("Export picture…");
  const auto label = [bar](const char* words) {
    auto* text = new QLabel(QString::fromLatin1(words), bar);
    text->setProperty("dim", true);
    return text;
  };
  row->addWidget(label("Lab"));
  row->addWidget(lab_);
  row->addWidget(names_);
  row->addWidget(cores_);
  row->addSpacing(8);
  row->addWidget(label("Chart"));
  row->addWidget(columns_);
  row->addWidget(progress_);
  row->addStretch(1);
  row->addWidget(random_);
  row->addWidget(again_);
  row->addWidget(csv_);
  row->addWidget(picture_);
  connect(lab_, &QComboBox::activated, this, [this](int at) {
    chosen_ = false;
    compare(lab_->itemData(at).toString());
  });
  connect(names_, &QComboBox::activated, this, &ComparePage::show_named);
  connect(cores_, &QComboBox::activated, this, &ComparePage::run);
  connect(columns_, &QComboBox::activated, this, &ComparePage::choose);
  for (auto* button : {random_, again_})
    connect(button, &QToolButton::clicked, this, &ComparePage::run);
  connect(csv_, &QToolButton::clicked, this, [this] { ask_where_to_export(false); });
  connect(picture_, &QToolButton::clicked, this, [this] { ask_where_to_export(true); });
  return bar;
}

void ComparePage::set_labs(const LabList& list) {
  for (const auto& lab : list.labs)
    lab_->addItem(QString::fromStdString(lab.title), QString::fromStdString(lab.name));
}

void ComparePage::compare(const QString& lab) {
  if (lab_->findData(lab) < 0) lab_->addItem(lab, lab);  // a file
  lab_->setCurrentIndex(lab_->findData(lab));
  if (std::exchange(asked_, lab) != lab || !comparison_) run();
}

// A thread that is not needed any more ends by itself: nobody waits for it.
void ComparePage::run() {
  if (comparer_) {
    comparer_->disconnect(this);
    comparer_->requestInterruption();
    connect(comparer_, &QThread::finished, comparer_, &QObject::deleteLater);
  }
  const unsigned cores = cores_->currentData().toUInt();
  comparer_ =
      new Comparer(asked_.toStdString(), {cores ? cores : kUsualCores, random_->isChecked()}, this);
  connect(comparer_, &Comparer::progressed, this, &ComparePage::show);
  connect(comparer_, &Comparer::failed, this, &ComparePage::said);
  progress_->setText("running…");
  for (auto* button : {again_, csv_, picture_}) button->setEnabled(false);
  comparer_->start();
}

void ComparePage::show(const std::shared_ptr<const ComparisonSet>& so_far) {
  set_ = so_far;
  const auto name = names_->currentText();
  names_->clear();
  for (const auto& each : set_->names) names_->addItem(QString::fromStdString(each));
  names_->setCurrentIndex(std::max(0, names_->findText(name)));
  names_->setVisible(names_->count() > 1);
  cores_->clear();
  for (unsigned cores = set_->least_cores; cores && cores <= set_->most_cores; ++cores)
    cores_->addItem(cores == 1 ? "1 core" : QString("%1 cores").arg(cores), cores);
  cores_->setCurrentIndex(cores_->findData(set_->cores));
  cores_->setVisible(cores_->count() > 1);
  random_->setVisible(set_->most_cores == 0);
  show_named(names_->currentIndex());
  const bool over = set_->done == set_->count;
  progress_->setText(!over ? QString("%1 of %2").arg(set_->done).arg(set_->count)
                           : QString("%1 rows").arg(comparison_->rows.size()));
  for (auto* button : {again_, csv_, picture_}) button->setEnabled(over);
}

void ComparePage::show_named(int at) {
  if (!set_ || at < 0 || at >= int(set_->comparisons.size())) return;
  const auto before = columns_->currentText();
  comparison_ = {set_, &set_->comparisons[std::size_t(at)]};
  model_->show(comparison_);
  columns_->clear();
  for (const auto column : model_->shown())
    columns_->addItem(QString::fromStdString(comparison_->columns[column]));
  if (model_->shown().empty()) return;
  show_column(chosen_ ? std::max(0, columns_->findText(before)) : 0);
  lay_out();
}

/// Columns share the width if they all fit; the chart gets what the rows leave.
void ComparePage::lay_out() {
  auto* head = table_->horizontalHeader();
  head->setSectionResizeMode(QHeaderView::ResizeToContents);
  if (head->length() < table_->viewport()->width())
    head->setSectionResizeMode(QHeaderView::Stretch);
  const int all = head->height() + table_->verticalHeader()->length() + kScrollBar;
  const int rows = std::min(all, split_->height() * 11 / 20);
  table_->setMaximumHeight(all);
  split_->setSizes({rows, std::max(1, split_->height() - rows)});
}

std::size_t ComparePage::column() const {
  return model_->shown().at(std::size_t(shown_));
}

void ComparePage::choose(int place) {
  if (!comparison_ || place < 0 || place >= int(model_->shown().size())) return;
  chosen_ = true;
  show_column(place);
}

/// A measured row is no variant of the lab, and has no run to open.
void ComparePage::choose_run(int row) {
  if (!comparison_ || row < 0 || row >= int(comparison_->rows.size())) return;
  const auto& chosen = comparison_->rows[std::size_t(row)];
  if (!chosen.schedule.empty())
    Q_EMIT run_chosen({asked_.toStdString(), chosen.variant, chosen.schedule});
}

void ComparePage::show_column(int place) {
  shown_ = place;
  columns_->setCurrentIndex(place);
  model_->set_charted(place);
  chart_->show_column(comparison_, column());
}

void ComparePage::ask_where_to_export(bool picture) {
  auto* dialog = new QFileDialog(this, picture ? "Export the chart" : "Export the table");
  dialog->setObjectName("compare-export-dialog");
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setOption(QFileDialog::DontUseNativeDialog);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setNameFilters(picture
                             ? QStringList{"Picture (*.png)", "Drawing (*.svg)", "Document (*.pdf)"}
                             : QStringList{"Table (*.csv)"});
  dialog->setDefaultSuffix(picture ? "png" : "csv");
  dialog->selectFile(asked_ + (picture ? ".png" : ".csv"));
  connect(dialog, &QFileDialog::fileSelected, this, &ComparePage::export_to);
  dialog->open();
}

void ComparePage::export_to(const QString& path) {
  if (!comparison_) return;
  const auto saved = export_comparison(path, *comparison_, column());
  if (saved)
    progress_->setText("Saved as " + path);
  else
    Q_EMIT said(QString::fromStdString(saved.error().text));
  Q_EMIT exported(path, saved.has_value());
}

void ComparePage::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) return Q_EMIT left(), void();
  QWidget::keyPressEvent(event);
}

}  // namespace vectorscope
