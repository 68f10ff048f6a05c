"""One real session of Spark for all its tests: two cores of this machine, on loopback only."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

OPTIONS = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "1g",
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.enabled": "false",
}


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A session; its workers are this Python."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    made = SparkSession.builder.master("local[2]").appName("morile")
    for name, value in OPTIONS.items():
        made = made.config(name, value)
    folder: Path = tmp_path_factory.mktemp("spark")
    session = made.config("spark.sql.warehouse.dir", str(folder)).getOrCreate()
    yield session
    session.stop()
