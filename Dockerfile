# scorer in a container: docker build -t scorer . && docker run --rm -v "$PWD:/pins" scorer score /pins
FROM python:3.12-slim

ENV ORT_DISABLE_TELEMETRY=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    SCORER_CACHE=false

COPY . /src
RUN pip install --require-hashes -r /src/requirements/action.txt \
 && pip install --no-deps --no-build-isolation /src \
 && rm -rf /src

# Pictures of strangers are decoded here: not as root, and with no need for a network.
RUN useradd --create-home pins
USER pins
WORKDIR /pins
ENTRYPOINT ["scorer"]
CMD ["--help"]
