// SPDX-License-Identifier: GPL-2.0-or-later
// The variants of a lab beside each other: a table of all that was counted, and
// the chosen column as a chart.
#pragma once
#include <QWidget>

#include <memory>

#include "emu/session/comparison_run.hpp"
#include "emu/session/lab_list.hpp"
#include "emu/session/lab_view.hpp"

class QComboBox;
class QLabel;
class QSplitter;
class QTableView;
class QToolButton;

namespace vectorscope {

class Comparer;
class ComparisonModel;
class ComparisonChart;

class ComparePage : public QWidget {
  Q_OBJECT
 public:
  explicit ComparePage(QWidget* parent = nullptr);
  ~ComparePage() override;
  void set_labs(const LabList& list);
  /// Runs its variants, unless they are there already.
  void compare(const QString& lab);
  void export_to(const QString& path);
  [[nodiscard]] const Comparison* comparison() const { return comparison_.get(); }
  /// The one that is charted, of the comparison.
  [[nodiscard]] std::size_t column() const;

 Q_SIGNALS:
  void left();                                         ///< Esc
  void run_chosen(const vectorscope::LabChoice& run);  ///< to be looked at step by step
  void said(const QString& error);
  void exported(const QString& path, bool saved);

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  QWidget* make_bar();
  void run();
  void lay_out();
  void show(const std::shared_ptr<const ComparisonSet>& so_far);
  void show_named(int at);
  /// By the place among the columns that are shown.
  void choose(int place);
  void choose_run(int row);
  void show_column(int place);
  void ask_where_to_export(bool picture);

  QComboBox *lab_, *names_, *cores_, *columns_;
  QLabel* progress_;
  QToolButton *random_, *again_, *csv_, *picture_;
  QSplitter* split_;
  QTableView* table_;
  ComparisonChart* chart_;
  ComparisonModel* model_;
  std::shared_ptr<const ComparisonSet> set_;
  std::shared_ptr<const Comparison> comparison_;  ///< of that set
  QString asked_;                                 ///< the lab whose variants are run or shown
  int shown_ = 0;                                 ///< place of the charted column
  bool chosen_ = false;  ///< by a person: it stays when something else is run
  Comparer* comparer_ = nullptr;
};

}  // namespace vectorscope
