"""Each formula is over the conditions that its offer has, also where an offer that raises others is freed of some."""

from __future__ import annotations

from pathlib import Path

from graph.eligibility.kleene import Formula
from tests.graph.eligibility.told import schemes_in

RAISED = (
    "某市技能补贴办法\n第二条 本办法适用于在本市行政区域内就业或者有培训就业意愿的劳动者，在本市依法登记注册的企业，"
    "以及经市人力资源社会保障部门备案的职业院校（含技工院校）和民办职业培训学校（以下统称培训机构）。\n"
    "第四条 企业在职职工依法参加失业保险，累计缴纳失业保险费12个月以上，取得初级（五级）、中级（四级）、高级（三级）"
    "职业资格证书或者职业技能等级证书，且自证书核发之日起12个月内提出申请的，分别按1000元、1500元、2000元的标准"
    "给予补贴；取得技师（二级）、高级技师（一级）证书的，分别按3000元、4000元的标准给予补贴。\n"
    "所取得证书的职业（工种）列入本市急需紧缺职业（工种）目录的，补贴标准上浮20%。\n"
    "第二十三条 本办法所称企业不含劳务派遣单位。\n"
)


def test_no_formula_names_a_condition_that_is_not_there(tmp_path: Path) -> None:
    found = schemes_in(RAISED, tmp_path)
    assert len(found) > 4
    assert all(_last(scheme.formula) == len(scheme.requirements) for scheme in found)


def _last(formula: Formula) -> int:
    return formula if isinstance(formula, int) else max(map(_last, formula[1]))
